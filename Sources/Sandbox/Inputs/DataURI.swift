import Crypto
import FoundationEssentials

/// A file inside a request: `data:image/png;base64,…`.
struct DataURI: Sendable {
    /// As its sender calls it, in small letters.
    let mediaType: String
    let bytes: [UInt8]

    static let scheme = "data:"

    /// Returns `nil` for what is none, or not in base64.
    init?(_ text: String) {
        guard text.hasPrefix(Self.scheme), let comma = text.utf8.firstIndex(of: UInt8(ascii: ",")) else { return nil }
        let head = text[..<comma].dropFirst(Self.scheme.count).split(separator: ";", omittingEmptySubsequences: false)
        guard let type = head.first, head.count > 1, head.last == "base64",
            let data = Data(base64Encoded: String(text[comma...].dropFirst()))
        else { return nil }
        self.mediaType = type.lowercased()
        self.bytes = Array(data)
    }

    /// The SHA-256 of the content, in lower-case hexadecimal.
    var digest: String {
        SHA256.hash(data: self.bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0\(digits)" : digits
        }
        .joined()
    }

    /// What the account book has instead.
    var summary: String { "\(Self.scheme)\(self.mediaType);sha256=\(self.digest);bytes=\(self.bytes.count)" }
}

extension APIValue {
    /// A text longer than this is no address.
    private static let longestText = 20_000

    /// The value with its files told of instead of carried, so that an account book stays readable.
    var summarised: APIValue {
        switch self {
        case .string(let text) where text.hasPrefix(DataURI.scheme):
            .string(DataURI(text)?.summary ?? String(text.prefix(100)))
        case .string(let text) where text.utf8.count > Self.longestText: .string(String(text.prefix(Self.longestText)))
        case .array(let items): .array(items.map(\.summarised))
        case .object(let members): .object(members.mapValues(\.summarised))
        case .null, .bool, .integer, .number, .string: self
        }
    }
}
