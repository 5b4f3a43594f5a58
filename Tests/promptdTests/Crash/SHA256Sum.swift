import Crypto

/// Hashes for the checks.
enum SHA256Sum {
    /// Lower-case hexadecimal, as `sha256sum` prints it.
    static func text(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let text = String(byte, radix: 16)
            return text.utf8.count == 1 ? "0\(text)" : text
        }.joined()
    }
}
