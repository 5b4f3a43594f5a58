import NIOCore
import NIOPosix
import Synchronization

/// A proxy on loopback that connects wherever it is told to one and the same port of this machine, or answers otherwise.
final class ConnectProxy: Sendable {
    enum Manner: Sendable {
        /// Connects to that port, and passes on all bytes.
        case connect(Int)
        /// Says this to a CONNECT, and closes.
        case answer(String)
        case close
        case hang
    }

    let port: Int
    private let manner: Manner
    private let seen = Mutex<[String]>([])

    fileprivate init(port: Int, _ manner: Manner) {
        self.port = port
        self.manner = manner
    }

    /// The heads of the requests that it has been sent.
    var heads: [String] { self.seen.withLock { $0 } }

    fileprivate func serve(_ client: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
        try await client.executeThenClose { inbound, outbound in
            var (head, parts) = ("", inbound.makeAsyncIterator())
            while !head.contains("\r\n\r\n") {
                guard let part = try await parts.next() else { return }
                head += String(buffer: part)
            }
            self.seen.withLock { $0.append(head) }
            switch self.manner {
            case .answer(let text): try await outbound.write(ByteBuffer(string: text))
            case .close: return
            case .hang: while try await parts.next() != nil {}
            case .connect(let port):
                let server = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .connect(host: "127.0.0.1", port: port) { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                        }
                    }
                try await server.executeThenClose { answers, questions in
                    try await outbound.write(ByteBuffer(string: "HTTP/1.1 200 Connection established\r\n\r\n"))
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask { for try await answer in answers { try await outbound.write(answer) } }
                        while let part = try await parts.next() { try await questions.write(part) }
                        group.cancelAll()
                    }
                }
            }
        }
    }
}

/// Runs a proxy while `body` runs; ends every connection after it.
func withProxy<Value: Sendable>(
    _ manner: ConnectProxy.Manner,
    _ body: (ConnectProxy) async throws -> Value
) async throws -> Value {
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .bind(host: "127.0.0.1", port: 0) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
    let proxy = ConnectProxy(port: listener.channel.localAddress?.port ?? 0, manner)
    return try await listener.executeThenClose { connections in
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await withDiscardingTaskGroup { served in
                    do {
                        for try await connection in connections {
                            // Who goes away in the middle is part of many tests.
                            served.addTask { do { try await proxy.serve(connection) } catch {} }
                        }
                    } catch {}
                }
            }
            let value = try await body(proxy)
            group.cancelAll()
            return value
        }
    }
}
