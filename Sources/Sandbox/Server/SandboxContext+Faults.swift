import Glibc
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

extension SandboxContext {
    /// The connection is gone: what is returned after this can no longer be sent.
    private static let unsendable = Response(status: .internalServerError)

    /// Closes the connection without another byte.
    func drop() -> Response {
        self.channel.close(mode: .all, promise: nil)
        return Self.unsendable
    }

    /// Resets the connection: the client gets `ECONNRESET`.
    func reset() async throws -> Response {
        try await Self.reset(self.channel)
        return Self.unsendable
    }

    /// Waits; ends early, with an error, when the sandbox shuts down.
    func pause(seconds: Double) async throws {
        try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(seconds)) }
    }

    /// Never answers; returns when the client hangs up or the sandbox shuts down.
    func hang(_ request: Request) async throws -> Response {
        do {
            try await request.body.consumeWithCancellationOnInboundClose { _ in
                while true { try await self.pause(seconds: 86_400) }
            }
        } catch is CancellationError {
            return self.drop()
        }
        return self.drop()
    }

    /// Sends the first `count` bytes of the body under the `Content-Length` of all of it, then closes the connection.
    func cut(_ answer: Answer, after count: Int, isReset: Bool = false) -> Response {
        let (channel, start) = (self.channel, ByteBuffer(bytes: answer.body.prefix(count)))
        let body = ResponseBody(contentLength: answer.body.count) { writer in
            try await writer.write(start)
            // Waits for the bytes to be with the kernel; closing at once would throw away what is not.
            if isReset {
                try await Self.reset(channel)
            } else {
                try await channel.close(mode: .output)
                channel.close(mode: .all, promise: nil)
            }
        }
        return Response(status: answer.status, headers: answer.headers, body: body)
    }

    /// Sends the body in pieces; `Content-Length` only if `isSized`.
    ///
    /// An absent `bytes` means all, an absent rate at once.
    func stream(_ answer: Answer, bytes: Int? = nil, bytesPerSecond: Int? = nil, isSized: Bool) -> Response {
        let part = bytes.map { Array(answer.body.prefix($0)) } ?? answer.body
        let body = ResponseBody(contentLength: isSized ? part.count : nil) { writer in
            // Ten pieces a second.
            let step = max(1, (bytesPerSecond ?? part.count * 10) / 10)
            for start in stride(from: 0, to: part.count, by: step) {
                if let bytesPerSecond {
                    try await self.pause(seconds: Double(min(step, bytesPerSecond)) / Double(bytesPerSecond))
                }
                try await writer.write(ByteBuffer(bytes: part[start..<min(start + step, part.count)]))
            }
            try await writer.finish(nil)
        }
        return Response(status: answer.status, headers: answer.headers, body: body)
    }

    /// Sends the body, then noise until the client hangs up.
    func streamForEver(_ answer: Answer) -> Response {
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(bytes: answer.body))
            var noise = StableHash("too large")
            let chunk = ByteBuffer(bytes: noise.bytes(1 << 16))
            while true { try await writer.write(chunk) }
        }
        return Response(status: answer.status, headers: answer.headers, body: body)
    }

    private static func reset(_ channel: any Channel) async throws {
        if let options = channel as? any SocketOptionProvider {
            try await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        channel.close(mode: .all, promise: nil)
    }
}
