extension CountLanguage {
    static let english = CountLanguage(
        openings: [
            "please", "kindly", "can you", "could you", "would you", "will you", "i want you to", "i would like you to",
            "i d like you to", "i need you to", "help me", "let s", "you should",
        ],
        verbs: [
            "generate", "create", "make", "draw", "paint", "render", "produce", "design", "illustrate", "sketch",
            "imagine", "compose", "craft", "take", "shoot", "give me", "give us", "show me", "show us", "send me",
            "get me", "i want", "i need", "i would like", "i d like", "we want", "we need", "i want to see",
        ],
        afterVerb: ["me", "us", "for me", "for us", "exactly", "a total of", "in total", "please", "out"],
        groups: [
            "a set of", "a series of", "a sequence of", "a batch of", "a collection of", "set of", "series of",
            "sequence of", "batch of",
        ],
        articles: ["a", "an"],
        single: ["single"],
        numbers: [
            "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
            "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
        ],
        singulars: [
            "image", "picture", "photo", "photograph", "pic", "illustration", "drawing", "painting", "render",
            "rendering", "shot", "variation", "variant", "version", "sketch", "portrait", "artwork", "poster",
            "wallpaper", "snapshot", "visual",
        ],
        plurals: [
            "images", "pictures", "photos", "photographs", "pics", "illustrations", "drawings", "paintings", "renders",
            "renderings", "shots", "variations", "variants", "versions", "sketches", "portraits", "artworks", "posters",
            "wallpapers", "snapshots", "visuals",
        ],
        stops: [
            "of", "on", "in", "with", "and", "or", "at", "to", "for", "from", "by", "the", "a", "an", "my", "your",
            "his", "her", "their", "our", "its", "this", "that", "these", "those", "is", "are", "dozen", "couple",
            "few", "pair", "lot", "bunch", "hundred", "thousand", "million", "percent", "less", "fewer", "per", "men",
            "women", "people", "children", "mice", "geese", "sheep", "fish", "deer", "feet", "teeth", "as", "into",
        ],
        // Plurals and participles: "three dogs watching pictures", "a boy drawing".
        doubtfulEndings: ["s", "ing"],
        adjectives: [
            "-ous", "-ss", "-less", "various", "stunning", "amazing", "interesting", "charming", "breathtaking",
            "striking", "matching", "contrasting", "captivating", "outstanding", "inspiring", "fascinating",
            "compelling", "engaging", "appealing", "eye-catching", "varying", "differing", "glowing", "christmas",
        ],
        adjectivesFollow: false,
        strongFollowers: [
            "of", "showing", "depicting", "featuring", "illustrating", "portraying", "representing", "capturing",
        ],
        followers: [
            "with", "for", "about", "that", "which", "where", "using", "based", "containing", "from", "as",
            "inspired", "each", "exploring", "displaying", "presenting", "including",
        ],
        styleFollowers: ["in", "on", "at"],
        styleWords: [
            "style", "styles", "colour", "color", "colours", "colors", "watercolour", "watercolor", "oil", "ink",
            "pencil", "charcoal", "acrylic", "gouache", "black", "format", "formats", "resolution", "quality", "4k",
            "8k", "hd", "background", "topic", "theme", "subject", "order", "sequence", "aspect", "ratio", "total",
        ]
    )
}
