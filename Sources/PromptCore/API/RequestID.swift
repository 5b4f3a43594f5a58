/// The API's name for one accepted, and therefore paid, submission.
///
/// Opaque; never empty, and printable: it stands in messages as it is. Whoever puts it into a URL escapes it.
package struct RequestID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// Bytes of UTF-8 that an id has at most.
    ///
    /// The API's own have at most 128. The note of one beside a result's files is read up to 1,024.
    package static let maximumBytes = 512

    package let rawValue: String

    /// Returns `nil` for text that cannot be an id: empty, over ``maximumBytes``, with white space at its ends, or with
    /// characters that nobody sees (controls, line breaks, marks that turn the direction of writing).
    ///
    /// All else is taken, since an id that is refused is a result that was paid for and cannot be collected.
    package init?(rawValue: String) {
        let scalars = rawValue.unicodeScalars
        guard rawValue.utf8.count <= Self.maximumBytes, let first = scalars.first, let last = scalars.last,
            !first.properties.isWhitespace, !last.properties.isWhitespace,
            !scalars.contains(where: \.isInvisible)
        else { return nil }
        self.rawValue = rawValue
    }

    /// Takes an id as it came from outside: white space around it is dropped.
    package init?(_ text: String) {
        let scalars = text.unicodeScalars.drop { $0.properties.isWhitespace }
        guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return nil }
        self.init(rawValue: String(scalars[...last]))
    }

    package var description: String { self.rawValue }
}
