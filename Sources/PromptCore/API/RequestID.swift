/// The API's name for one accepted, and therefore paid, submission.
///
/// Opaque; never empty.
package struct RequestID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: String

    /// Returns `nil` for text that cannot be an id: empty, over 200 bytes, or with characters a URL path segment would
    /// have to escape.
    ///
    /// An id comes from outside and is put into URLs and messages.
    package init?(rawValue: String) {
        guard !rawValue.isEmpty, rawValue.utf8.count <= 200, rawValue != ".", rawValue != "..",
            rawValue.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"/?#%\"\\".utf8.contains($0) })
        else { return nil }
        self.rawValue = rawValue
    }

    package init?(_ rawValue: String) {
        self.init(rawValue: rawValue)
    }

    package var description: String { self.rawValue }
}
