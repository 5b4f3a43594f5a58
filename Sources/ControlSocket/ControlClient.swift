import Glibc
import NIOCore
import NIOPosix
package import PromptControl

/// Asks a running daemon by its socket.
package struct ControlClient: Sendable {
    /// Of an answer: a history may be long.
    private static let sizeLimit = 64 << 20

    private let path: String

    /// `path` is the socket's, see the setting `control`.
    package init(path: String) {
        self.path = path
    }

    /// Asks once, and waits for the answer at most `limit`.
    package func ask(
        _ request: ControlRequest,
        within limit: Duration = .seconds(60)
    ) async throws(ControlError) -> ControlAnswer {
        do {
            return try await TimeLimit.within(limit) { try await self.ask(request) }
        } catch let error as ControlError {
            throw error
        } catch let error as IOError {
            switch error.errnoCode {
            case ENOENT, ECONNREFUSED, ENOTDIR: throw .noDaemon
            case EACCES, EPERM: throw .notAllowed
            default: throw .broken("\(error)")
            }
        } catch {
            throw .broken("\(error)")
        }
    }

    /// Whether somebody listens there.
    package var isAnswered: Bool {
        get async {
            do {
                try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .connect(unixDomainSocketPath: self.path).get().close()
                return true
            } catch {
                return false
            }
        }
    }

    private func ask(_ request: ControlRequest) async throws -> ControlAnswer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(unixDomainSocketPath: self.path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: ControlEnvelope(request).line()))
            let line = try await ControlLine.read(from: inbound, limit: Self.sizeLimit)
            return try ControlEnvelope<ControlAnswer>(line: line).message
        }
    }
}
