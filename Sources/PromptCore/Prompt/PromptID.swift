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

    /// The id nearest to what somebody has written for one; `nil` if nothing of that can be in an id.
    ///
    /// To suggest a prompt without it would be worse: what was to be charged once could be charged again.
    static func meant(by value: JSONValue) -> PromptID? {
        let written: String
        switch value {
        case .string(let text): written = text
        case .number(let literal): written = literal
        default: return nil
        }
        let parts = written.utf8.split { !Self.isAllowed($0) }
        let bytes = Array(parts.joined(separator: [UInt8(ascii: "-")]))
        return PromptID(rawValue: String(decoding: bytes.prefix(Self.maximumLength), as: UTF8.self))
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
