import Foundation

/// Where the page is served: on this machine alone, by a port or a Unix socket.
package enum PageAddress: Equatable, Sendable, CustomStringConvertible {
    /// An address of the loopback interface, as it is bound to; port 0 is any free one.
    case loopback(host: String, port: Int)
    case unixSocket(path: String)

    /// What is no such address; the message says what is.
    package struct UnusableError: Error, Equatable, Sendable {
        package let message: String
    }

    /// Reads `127.0.0.1:9464`, `[::1]:9464`, `localhost:9464` (which is 127.0.0.1) or `unix:/run/promptd/page.sock`.
    package init(_ text: String) throws(UnusableError) {
        if let path = Self.remainder(of: text, after: "unix:") {
            self = .unixSocket(path: try Self.checked(path))
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = Self.port(text[text.index(after: colon)...]) else {
            throw UnusableError(message: "\"\(text)\" names no port; \(Self.advice)")
        }
        guard let host = Self.loopback(text[..<colon]) else {
            let why = "is not of this machine alone: whoever reaches it could read it"
            throw UnusableError(message: "\"\(text[..<colon])\" \(why); \(Self.advice)")
        }
        self = .loopback(host: host, port: port)
    }

    package static let advice = "write 127.0.0.1:9464, [::1]:9464, or unix: and an absolute path"

    package var description: String {
        switch self {
        case .loopback(let host, let port): "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        case .unixSocket(let path): "unix:\(path)"
        }
    }

    /// The address that `name` stands for, as a person or a request writes it; `nil` for one of another machine.
    ///
    /// Nothing is looked up: a name that leads here today may lead elsewhere tomorrow.
    static func loopback(_ name: some StringProtocol) -> String? {
        switch name.lowercased() {
        case "localhost", "localhost.": return "127.0.0.1"
        case "[::1]": return "::1"
        default:
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            let isNumeric =
                parts.count == 4 && parts.allSatisfy { $0.utf8.allSatisfy(Self.isDigit) && UInt8($0) != nil }
            return isNumeric && parts[0] == "127" ? String(name) : nil
        }
    }

    private static func port(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy(Self.isDigit) else { return nil }
        return UInt16(text).map { Int($0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func checked(_ path: String) throws(UnusableError) -> String {
        guard path.hasPrefix("/"), !path.hasSuffix("/") else {
            throw UnusableError(message: "\"\(path)\" is no absolute path of a socket; \(Self.advice)")
        }
        guard path.utf8.count <= Self.longestPath else {
            throw UnusableError(
                message:
                    "the path of the socket has \(path.utf8.count) bytes, and at most \(Self.longestPath) are possible"
            )
        }
        return path
    }

    /// As the kernel has it, with a zero behind it.
    private static let longestPath = 107

    private static func remainder(of text: String, after prefix: String) -> String? {
        text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
    }
}
