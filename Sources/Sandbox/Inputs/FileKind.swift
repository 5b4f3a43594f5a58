/// What a member takes as a file.
enum FileKind: String, Codable, Sendable {
    case image, video, audio

    /// Reads the `format` of a schema, such as `image_uri` or `image_uris`.
    init?(format: String) {
        guard let word = ["_uri", "_uris"].first(where: { format.hasSuffix($0) }) else { return nil }
        self.init(rawValue: String(format.dropLast(word.count)))
    }

    /// The most bytes a file inside a request may have.
    var mostBytes: Int {
        switch self {
        case .image: 6 << 20
        case .video: 32 << 20
        case .audio: 16 << 20
        }
    }

    /// The most pixels a picture inside a request may have.
    static let mostPixels = 32_000_000
}
