import Glibc
import NIOCore
import NIOPosix

@testable import Sandbox

/// What came back on a connection, whole or not.
struct RawAnswer: Sendable {
    var status: Int?
    /// Names in lower case.
    var headers: [String: String] = [:]
    /// The body as far as it came, chunks joined.
    var body: [UInt8] = []
    /// Whether `Content-Length` was reached, or the last chunk came.
    var isComplete = false
    var isReset = false
    /// All bytes, the head too.
    var byteCount = 0

    var json: APIValue {
        get throws { try APIValue(parsing: self.body) }
    }

    init(_ bytes: [UInt8], isReset: Bool, hasBody: Bool) {
        self.byteCount = bytes.count
        self.isReset = isReset
        let text = Array("\r\n\r\n".utf8)
        guard let split = (0..<max(0, bytes.count - 3)).first(where: { Array(bytes[$0..<($0 + 4)]) == text }) else {
            return
        }
        let lines = String(decoding: bytes[..<split], as: UTF8.self).split(separator: "\r\n")
        self.status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            self.headers[line[..<colon].lowercased()] = String(value)
        }
        let rest = Array(bytes[(split + 4)...])
        if let length = self.headers["content-length"].flatMap({ Int($0) }) {
            self.body = rest
            self.isComplete = hasBody ? rest.count == length : rest.isEmpty
        } else {
            self.joinChunks(rest[...])
        }
    }

    private mutating func joinChunks(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self).filter { $0.isHexDigit }
            guard let size = Int(line, radix: 16) else { return }
            if size == 0 {
                self.isComplete = true
                return
            }
            let chunk = rest[(end + 1)...].prefix(size)
            self.body += chunk
            rest = rest[(end + 1)...].dropFirst(size + 2)
        }
    }
}
