import Glibc

/// One HTTP exchange with a server on this machine, for control calls.
enum HTTPCall {
    struct Answer: Sendable {
        var status: Int
        var body: [UInt8]
    }

    static func send(
        _ method: String,
        _ path: String,
        port: Int,
        body: String = "",
        token: String? = nil
    ) throws -> Answer {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        try SystemTrouble.check("make", "a socket", connection)
        defer { close(connection) }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try SystemTrouble.check("connect to", "port \(port)", result)
        let request = """
            \(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\
            \(token.map { "Authorization: Bearer \($0)\r\n" } ?? "")\
            Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
            """
        try Self.send(Array(request.utf8), connection)
        return try Self.answer(try Self.receive(connection), path)
    }

    private static func send(_ bytes: [UInt8], _ connection: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw SystemTrouble("send", "a request") }
            rest = rest.dropFirst(count)
        }
    }

    private static func receive(_ connection: Int32) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count >= 0 else { throw SystemTrouble("receive", "an answer") }
            if count == 0 { return bytes }
            bytes += buffer.prefix(count)
        }
    }

    private static func answer(_ bytes: [UInt8], _ path: String) throws -> Answer {
        let head = String(decoding: bytes.prefix(12), as: UTF8.self)
        guard let status = Int(head.suffix(3)), let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
            throw NeverCame(description: "no HTTP answer to \(path)")
        }
        return Answer(status: status, body: Array(bytes[end.upperBound...]))
    }
}
