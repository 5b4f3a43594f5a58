import Glibc
import NIOCore
import NIOPosix

@testable import Sandbox

/// One request on a connection of its own, read to its end (or to `limit` bytes).
struct RawClient: Sendable {
    let port: Int
    var token: String? = "secret"

    func get(_ path: String, headers: [String: String] = [:]) async throws -> RawAnswer {
        try await self.send("GET", path, headers: headers)
    }

    func post(_ path: String, _ body: APIValue) async throws -> RawAnswer {
        try await self.send("POST", path, body: try JSONText.bytes(of: body))
    }

    func send(
        _ method: String,
        _ path: String,
        headers: [String: String] = [:],
        body: [UInt8] = [],
        limit: Int = .max
    ) async throws -> RawAnswer {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(self.port)", "Connection: close"]
        let isOfAPI = path.hasPrefix("/v1") || path.hasPrefix("/prod")
        if let token = self.token, isOfAPI { lines.append("Authorization: Bearer \(token)") }
        lines += headers.map { "\($0.key): \($0.value)" }
        if !body.isEmpty { lines.append("Content-Length: \(body.count)") }
        let request = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
        let connection = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: self.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await connection.executeThenClose { inbound, outbound in
            var bytes: [UInt8] = []
            do {
                try await outbound.write(ByteBuffer(bytes: request))
                for try await buffer in inbound {
                    bytes += Array(buffer: buffer)
                    if bytes.count >= limit { break }
                }
            } catch is CancellationError {
                // The test has waited long enough.
                return RawAnswer(bytes, isReset: false, hasBody: true)
            } catch let error as IOError where error.errnoCode == ECONNRESET {
                return RawAnswer(bytes, isReset: true, hasBody: true)
            }
            return RawAnswer(bytes, isReset: false, hasBody: method != "HEAD")
        }
    }
}
