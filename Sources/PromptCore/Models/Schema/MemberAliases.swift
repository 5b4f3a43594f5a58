/// Names that models have for one and the same thing.
enum MemberAliases {
    /// Folded as `Spelling` does.
    private static let groups: [[String]] = [
        [
            "prompt", "text", "textprompt", "prompttext", "positiveprompt", "description", "caption", "input", "query",
        ],
        ["negativeprompt", "negative", "negativetext"],
        [
            "image", "images", "imageurl", "imageurls", "imgurl", "imgurls", "img", "inputimage", "inputimages",
            "referenceimage", "referenceimages", "initimage", "firstframeimageurl", "firstframeimage", "firstframe",
            "startimage", "startimageurl", "picture", "pictures", "reference", "references",
        ],
        ["endimageurl", "endimage", "lastframe", "lastframeimage", "lastframeimageurl", "tailimage", "tailimageurl"],
        [
            "video", "videos", "videourl", "videourls", "referencevideo", "referencevideos", "referencevideourl",
            "referencevideourl1", "inputvideo", "film",
        ],
        ["audio", "audios", "audiourl", "audiourls", "inputaudio", "sound", "voice", "music"],
        ["duration", "seconds", "durationseconds", "length", "videolength", "videoduration"],
        OutputCount.names,
        ["imagesize", "size", "aspectratio", "ratio", "resolution", "dimensions"],
        ["enableaudio", "generateaudio", "withaudio"],
        ["seed", "randomseed", "noiseseed"],
        ["guidancescale", "cfg", "cfgscale", "guidance"],
        ["outputformat", "format"],
    ]

    /// The one of `names` that was probably meant by `name`; `nil` if there is none.
    static func meaning(of name: String, among names: [String]) -> String? {
        let folded = Spelling.folded(name)
        if let same = names.first(where: { Spelling.folded($0) == folded }) { return same }
        if let group = Self.groups.first(where: { $0.contains(folded) }) {
            let known = names.map { ($0, Spelling.folded($0)) }
            let found = group.lazy.compactMap { alias in known.first { $0.1 == alias }?.0 }.first
            if let found { return found }
        }
        return Spelling.nearest(to: name, among: names)
    }
}
