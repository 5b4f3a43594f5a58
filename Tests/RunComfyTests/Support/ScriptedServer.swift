import NIOCore
import NIOPosix
import Synchronization

/// A TCP server on loopback that plays a script and records every byte it is sent.
final class ScriptedServer: Sendable {
    private struct Log {
        var connections = 0
        var requests: [SeenRequest] = []
        var strayBytes = 0
    }

    let port: Int
    /// One element a request, as it arrives; for one reader.
    let arrivals: AsyncStream<SeenRequest>
    private let announce: AsyncStream<SeenRequest>.Continuation
    private let script: [Reply]
    private let log = Mutex(Log())

    fileprivate init(port: Int, script: [Reply]) {
        self.port = port
        self.script = script
        (self.arrivals, self.announce) = AsyncStream.makeStream()
    }

    var address: String { "http://127.0.0.1:\(self.port)" }
    var connections: Int { self.log.withLock(\.connections) }
    var requests: [SeenRequest] { self.log.withLock(\.requests) }

    /// Serves one connection; the n-th request of all gets the n-th reply, and the last reply stays.
    fileprivate func serve(_ channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
        self.log.withLock { $0.connections += 1 }
        try await channel.executeThenClose { inbound, outbound in
            var iterator = inbound.makeAsyncIterator()
            var pending: [UInt8] = []
            while true {
                if self.nextReply().time == .onConnect {
                    try await self.play(self.nextReply(), channel.channel, outbound)
                    return
                }
                var request = SeenRequest.read(from: &pending)
                while request == nil {
                    guard let part = try await iterator.next() else { return }
                    pending += Array(part.readableBytesView)
                    request = SeenRequest.read(from: &pending)
                }
                guard let request else { return }
                let reply = self.nextReply()
                self.log.withLock { $0.requests.append(request) }
                self.announce.yield(request)
                try await self.play(reply, channel.channel, outbound)
                switch reply.end {
                case .keepOpen: continue
                case .close, .reset: return
                case .hang: while try await iterator.next() != nil {}
                }
            }
        }
    }

    private func nextReply() -> Reply {
        let index = self.log.withLock(\.requests.count)
        return self.script[min(index, self.script.count - 1)]
    }

    private func play(
        _ reply: Reply,
        _ channel: any Channel,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws {
        if !reply.bytes.isEmpty { try await outbound.write(ByteBuffer(bytes: reply.bytes)) }
        if reply.end == .reset { try await Self.resetOnClose(channel) }
    }
}

/// Runs a server while `body` runs; ends every connection after it.
@discardableResult
func withServer<Value: Sendable>(
    _ script: Reply...,
    body: (ScriptedServer) async throws -> Value
) async throws -> Value {
    try await withServer(script: script, body: body)
}

/// The same with a script that is too long to be written out.
@discardableResult
func withServer<Value: Sendable>(
    script: [Reply],
    body: (ScriptedServer) async throws -> Value
) async throws -> Value {
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .bind(host: "127.0.0.1", port: 0) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
    let server = ScriptedServer(port: listener.channel.localAddress?.port ?? 0, script: script)
    return try await listener.executeThenClose { connections in
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await withDiscardingTaskGroup { served in
                    do {
                        for try await connection in connections {
                            served.addTask {
                                // A client that goes away in the middle is part of many tests.
                                do { try await server.serve(connection) } catch {}
                            }
                        }
                    } catch {}
                }
            }
            let value = try await body(server)
            group.cancelAll()
            return value
        }
    }
}
