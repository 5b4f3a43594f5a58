import Glibc
package import Logging
import NIOCore
import NIOPosix
package import PromptControl
import PromptCore

/// Answers on a Unix socket: whoever the socket's mode lets in may ask.
package struct ControlServer: Sendable {
    /// Where it listens.
    package enum Place: Equatable, Sendable {
        /// A socket that is made there, for its owner and group.
        case path(String)
        /// One that the service manager has bound; it is closed with the server.
        case descriptor(Int32)
    }

    /// The bytes that the path may have: a socket's address holds no more, and it is made under a name that is longer.
    package static let longestPath = 107 - temporary.utf8.count

    static let temporary = ".tmp"

    /// Of a question.
    private static let sizeLimit = 1 << 20
    /// How long a question may take to come.
    private static let patience = Duration.seconds(10)
    /// How many may ask at once; more are told so.
    private static let mostAtOnce = 32

    private let place: Place
    private let logger: Logger
    private let answer: @Sendable (ControlRequest, ControlPeer) async -> ControlAnswer

    package init(
        at place: Place,
        logger: Logger,
        answer: @escaping @Sendable (ControlRequest, ControlPeer) async -> ControlAnswer
    ) {
        self.place = place
        self.logger = logger
        self.answer = answer
    }

    /// Listens until the task is cancelled.
    ///
    /// - Throws: `ControlError` if it cannot.
    package func run() async throws(ControlError) {
        do {
            let server = try await self.listening()
            defer { self.removeSocket() }
            let channel = server.channel
            // Not cancelled itself: it ends when nobody can come any more, so that whoever has come gets a task, and is
            // closed in good order.
            let serving = Task { try await self.serve(server) }
            try await withTaskCancellationHandler {
                try await serving.value
            } onCancel: {
                channel.close(mode: .all, promise: nil)
            }
        } catch is CancellationError {
        } catch let error as ControlError {
            throw error
        } catch let error as IOError {
            guard case .path(let path) = self.place else { throw .broken(SystemText.of(error.errnoCode)) }
            throw .broken("\(path): \(SystemText.of(error.errnoCode))")
        } catch {
            throw .broken("\(error)")
        }
    }

    private func serve(_ server: Listener) async throws {
        try await server.executeThenClose { clients in
            let turns = Turns(Self.mostAtOnce)
            try await withThrowingDiscardingTaskGroup { group in
                for try await client in clients { group.addTask { await self.serve(client, turns) } }
                group.cancelAll()
            }
        }
    }

    private func serve(_ client: NIOAsyncChannel<ByteBuffer, ByteBuffer>, _ turns: Turns) async {
        let hasTurn = turns.take()
        defer { if hasTurn { turns.giveBack() } }
        do {
            let channel = client.channel
            try await client.executeThenClose { inbound, _ in
                let peer = try await ControlPeer.of(channel)
                let busy = ControlAnswer.refused(message: "too many ask at once; ask again")
                let answer = hasTurn ? await self.answer(to: inbound, from: peer) : busy
                let line = ByteBuffer(bytes: try ControlEnvelope(answer).line())
                // Until all of it is on its way: closing would cut off the rest. Who does not read it is not waited for.
                try await TimeLimit.within(Self.patience) {
                    try await withTaskCancellationHandler {
                        try await channel.writeAndFlush(line)
                    } onCancel: {
                        channel.close(mode: .all, promise: nil)
                    }
                }
            }
        } catch {
            // Whoever asked has gone away.
            self.logger.debug("control connection broken", metadata: [LogKeys.error: "\(error)"])
        }
    }

    private func answer(
        to inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
        from peer: ControlPeer
    ) async -> ControlAnswer {
        do {
            let line = try await TimeLimit.within(Self.patience) {
                try await ControlLine.read(from: inbound, limit: Self.sizeLimit)
            }
            return await self.answer(try ControlEnvelope<ControlRequest>(line: line).message, peer)
        } catch ControlError.garbled(let why) {
            return .refused(message: "the question is not understood: \(why)")
        } catch {
            return .refused(message: "the question did not come in time")
        }
    }

    // MARK: The socket

    private func listening() async throws -> Listener {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        switch self.place {
        case .descriptor(let descriptor):
            return try await bootstrap.bind(descriptor) { Self.wrap($0) }
        case .path(let path):
            if await ControlClient(path: path).isAnswered {
                throw ControlError.broken("another promptd listens at \(path); give each a control of its own")
            }
            try Self.requireFree(path)
            // Nobody finds it before it has its mode; and what a killed promptd has left gives way.
            let temporary = path + Self.temporary
            let channel = try await bootstrap.bind(
                unixDomainSocketPath: temporary,
                cleanupExistingSocketFile: true
            ) { Self.wrap($0) }
            guard unsafe chmod(temporary, 0o660) == 0, unsafe rename(temporary, path) == 0 else {
                let reason = SystemText.of(errno)
                try await channel.channel.close()
                throw ControlError.broken("\(path): \(reason)")
            }
            return channel
        }
    }

    /// - Throws: `ControlError` if there is something else than a socket, which is somebody's.
    private static func requireFree(_ path: String) throws {
        var facts = stat()
        guard unsafe lstat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFSOCK else { return }
        throw ControlError.broken("\(path) is there already, and is no socket")
    }

    private typealias Listener = NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>

    private static func wrap(_ client: any Channel) -> EventLoopFuture<NIOAsyncChannel<ByteBuffer, ByteBuffer>> {
        client.eventLoop.makeCompletedFuture {
            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: client)
        }
    }

    /// Unless something else has taken its place.
    private func removeSocket() {
        var facts = stat()
        guard case .path(let path) = self.place, unsafe lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFSOCK
        else { return }
        _ = unsafe unlink(path)
    }
}
