/// A fetched and verified file in staging.
package struct CollectedFile: Equatable, Sendable, Codable {
    /// Its name in the finished folder.
    package var name: String
    package var bytes: Int64
    /// Lower-case hexadecimal.
    package var sha256: String
    /// From its content; as declared, or `application/octet-stream`, if that says nothing.
    package var mediaType: String
    /// Pixels, at least 1; `nil` for what is no picture, or does not say.
    package var width: Int?
    package var height: Int?

    package init(name: String, bytes: Int64, sha256: String, mediaType: String, width: Int?, height: Int?) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
        self.mediaType = mediaType
        self.width = width
        self.height = height
    }
}
