/// A file that came with a submission, as the account book keeps it.
struct SentFile: Codable, Equatable, Sendable {
    var member: String
    var kind: FileKind
    /// Where it lies, if it did not come itself.
    var url: String?
    /// From its content.
    var mediaType: String?
    var bytes: Int?
    /// Of its content, in lower-case hexadecimal.
    var sha256: String?
    var width: Int?
    var height: Int?

    var ratio: Double? {
        guard let width, let height, height > 0 else { return nil }
        return Double(width) / Double(height)
    }

    enum CodingKeys: String, CodingKey {
        case member, kind, url, bytes, sha256, width, height
        case mediaType = "media_type"
    }
}
