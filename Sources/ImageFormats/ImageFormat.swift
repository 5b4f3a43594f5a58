/// A format of pictures or videos that a model may deliver.
package enum ImageFormat: String, CaseIterable, Sendable {
    case png
    case jpeg
    case webp
    case gif
    case mp4
    case webm

    package var mediaType: String {
        switch self {
        case .png, .jpeg, .webp, .gif: "image/\(self.rawValue)"
        case .mp4, .webm: "video/\(self.rawValue)"
        }
    }

    /// The file extension without its dot.
    package var fileExtension: String { self == .jpeg ? "jpg" : self.rawValue }
}
