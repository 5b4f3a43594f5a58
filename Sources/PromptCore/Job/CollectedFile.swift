/// A fetched and verified file in staging.
package struct CollectedFile: Equatable, Sendable, Codable {
    /// Its name in the finished folder.
    package var name: String
    package var bytes: Int64
    /// Lower-case hexadecimal.
    package var sha256: String
    package var mediaType: String
    /// Pixels; `nil` for videos.
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
