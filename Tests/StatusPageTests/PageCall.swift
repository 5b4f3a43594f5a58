import NIOCore
import NIOPosix

@testable import StatusPage

/// One exchange with a page, byte for byte.
struct PageCall {
    var status = 0
    var head = ""
    var body = ""

    /// Sends `method` and `path` with these headers, and reads until the page has nothing more to say.
    init(_ address: PageAddress, _ method: String, _ path: String, _ headers: [String] = ["Host: localhost"])
        async throws
    {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        let setUp: @Sendable (any Channel) -> EventLoopFuture<NIOAsyncChannel<ByteBuffer, ByteBuffer>> = { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel(wrappingChannelSynchronously: channel)
            }
        }
        let channel =
            switch address {
            case .loopback(let host, let port):
                try await bootstrap.connect(host: host, port: port, channelInitializer: setUp)
            case .unixSocket(let path):
                try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: setUp)
            }
        let lines = ["\(method) \(path) HTTP/1.1"] + headers + ["Connection: close", "Content-Length: 0", "", ""]
        let answer = try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: lines.joined(separator: "\r\n")))
            var answer = ByteBuffer()
            for try await part in inbound { answer.writeImmutableBuffer(part) }
            return String(buffer: answer)
        }
        let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        self.head = String(parts.first ?? "")
        self.body = parts.count > 1 ? String(parts[1]) : ""
        self.status = self.head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }

    /// Whether the head has that line.
    func has(_ line: String) -> Bool {
        self.head.split(separator: "\r\n").contains { $0.lowercased() == line.lowercased() }
    }
}
