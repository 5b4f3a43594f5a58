/// A file in a request: which bytes stand in the place of which value.
package struct SentFile: Equatable, Sendable, Codable {
    /// The member at the top of the input.
    package var member: String
    /// Its place in the member's list, from 0; `nil` if the member takes one value.
    package var position: Int?
    /// The copy's name in the result's folder ``InputFile/folder``.
    package var name: String
    /// Lower-case hexadecimal.
    package var sha256: String
    package var bytes: Int64
    package var mediaType: String
    /// Where the API fetches it from; `nil` if its bytes are sent along.
    package var address: String?

    package init(_ file: InputFile, address: String? = nil) {
        self.member = file.member
        self.position = file.position
        self.name = file.name
        self.sha256 = file.sha256
        self.bytes = file.bytes
        self.mediaType = file.mediaType
        self.address = address
    }

    /// Whether it is the one that was taken for the place of `file`.
    package func isOf(_ file: InputFile) -> Bool { self.member == file.member && self.position == file.position }

    /// What stands before its bytes in the request.
    var dataPrefix: String { "data:\(self.mediaType);base64," }
}
