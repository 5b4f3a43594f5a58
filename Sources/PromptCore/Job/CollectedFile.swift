/// A fetched and verified file in staging.
package struct CollectedFile: Equatable, Sendable, Codable {
    /// Its name in the finished folder.
    package var name: String
    package var bytes: Int64
    /// Lower-case hexadecimal.
    package var sha256: String
    /// From its content; as declared, or `application/octet-stream`, if that says nothing.
    package var mediaType: String
    /// Pixels, at least 1; `nil` for what is neither picture nor film, or does not say.
    package var width: Int?
    package var height: Int?
    /// How long it is, more than 0; `nil` for what is neither film nor sound, or does not say.
    package var seconds: Double?

    package init(
        name: String,
        bytes: Int64,
        sha256: String,
        mediaType: String,
        width: Int?,
        height: Int?,
        seconds: Double? = nil
    ) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
        self.mediaType = mediaType
        self.width = width
        self.height = height
        self.seconds = seconds
    }
}
