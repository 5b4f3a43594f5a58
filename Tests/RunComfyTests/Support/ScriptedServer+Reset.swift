import Glibc
import NIOCore

extension ScriptedServer {
    /// Makes the coming close of `channel` a reset instead of an orderly end.
    static func resetOnClose(_ channel: any Channel) async throws {
        guard let provider = channel as? any SocketOptionProvider else { return }
        try await provider.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    }
}
