import Glibc
import NIOCore
import NIOPosix
import PromptControl

/// Who asks, as the kernel has it: nobody can pretend.
package struct ControlPeer: Equatable, Sendable {
    package let user: UInt32
    package let process: Int32

    /// Asks the kernel for the peer of a Unix socket.
    static func of(_ channel: any Channel) async throws -> ControlPeer {
        guard let provider = channel as? any SocketOptionProvider else {
            throw ControlError.broken("the system does not tell who asks")
        }
        let future: EventLoopFuture<Credentials> = provider.unsafeGetSocketOption(
            level: .socket,
            name: NIOBSDSocket.Option(rawValue: SO_PEERCRED)
        )
        let credentials = try await future.get()
        return ControlPeer(user: credentials.user, process: credentials.process)
    }

    /// The kernel's `struct ucred`, which the C library shows to no Swift; source: unix(7).
    private struct Credentials: Sendable {
        var process: Int32 = 0
        var user: UInt32 = 0
        var group: UInt32 = 0
    }
}
