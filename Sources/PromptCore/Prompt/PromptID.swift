/// A key that a program gives its prompt: whatever it is dropped as, and however often, it is charged once (contract §3.1).
///
/// One to 64 letters, digits, `.`, `_` and `-`, of ASCII: it is part of a file's name.
package struct PromptID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// Characters that an id has at most.
    package static let maximumLength = 64

    package let rawValue: String

    /// Returns `nil` for text that cannot be an id.
    package init?(rawValue: String) {
        guard 1...Self.maximumLength ~= rawValue.utf8.count, rawValue.utf8.allSatisfy(Self.isAllowed) else {
            return nil
        }
        self.rawValue = rawValue
    }

    package var description: String { self.rawValue }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
