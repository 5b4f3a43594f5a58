import PromptCore

extension FileInput.Kind {
    /// The extensions of such files, in lower case.
    var extensions: [String] {
        switch self {
        case .image: ["png", "jpg", "jpeg", "webp", "gif", "avif", "heic", "bmp", "tif", "tiff", "jxl"]
        case .video: ["mp4", "mov", "webm", "mkv", "m4v"]
        case .audio: ["mp3", "wav", "flac", "ogg", "oga", "m4a", "aac", "opus"]
        }
    }

    /// Whether a file of that name is one by its extension.
    func isOne(_ name: FileName) -> Bool { self.extensions.contains { name.hasSuffix(".\($0)") } }
}
