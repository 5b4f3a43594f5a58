import Glibc
import Synchronization

/// A server on this machine that keeps what is posted to it.
final class HTTPReceiver: Sendable {
    struct Request: Sendable {
        /// The first line and the headers, as they came.
        var head: String
        var body: String
    }

    private let descriptor: Int32
    private let state: Mutex<(answers: [Int], requests: [Request])>
    let port: Int

    /// Answers with `answers`, one a request, and then with 200.
    init(answers: [Int] = []) throws {
        self.state = Mutex((answers, []))
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        self.descriptor = try SystemTrouble.check("make", "a socket", socket(AF_INET, kind, 0))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = self.descriptor
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
                    ? getsockname(descriptor, $0, &length) : -1
            }
        }
        try SystemTrouble.check("listen at", "a port", result)
        self.port = Int(in_port_t(bigEndian: address.sin_port))
    }

    deinit {
        close(self.descriptor)
    }

    var requests: [Request] { self.state.withLock { $0.requests } }

    /// Takes what has come since the last call: whoever posts waits for that.
    func serve() throws {
        var wait = pollfd(fd: self.descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&wait, 1, 0) > 0 {
            let connection = try SystemTrouble.check("accept", "a connection", accept(self.descriptor, nil, nil))
            defer { close(connection) }
            var limit = timeval(tv_sec: 20, tv_usec: 0)
            setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            let request = try Self.receive(connection)
            let answer = self.state.withLock { state in
                state.requests.append(request)
                return state.answers.isEmpty ? 200 : state.answers.removeFirst()
            }
            let bytes = Array("HTTP/1.1 \(answer) Told\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
            _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        }
    }

    private static func receive(_ connection: Int32) throws -> Request {
        var text = ""
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count >= 0 else { throw SystemTrouble("receive", "a request") }
            bytes += buffer.prefix(count)
            text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.firstRange(of: "\r\n\r\n") else { continue }
            let head = String(text[..<end.lowerBound])
            let body = String(text[end.upperBound...])
            let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) }
            if body.utf8.count >= length ?? 0 || count == 0 { return Request(head: head, body: body) }
        }
    }
}
