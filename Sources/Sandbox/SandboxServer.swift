import Hummingbird
package import Logging
import NIOCore

/// A stand-in for the RunComfy Model API on this machine: it makes real files, keeps books, and fails on request.
///
/// Nothing is sent anywhere and nothing is charged. Beside the API there is, without a token:
/// - `GET /sandbox/ledger`: what was submitted, with the hashes of its files, and would have been charged;
/// - `POST`, `GET`, `DELETE /sandbox/faults`: what shall go wrong;
/// - `POST`, `GET /sandbox/settings`: `token`, `image_seconds`, `slots`, `price_usd`.
package struct SandboxServer: Sendable {
    private let settings: SandboxSettings
    private let logger: Logger

    package init(settings: SandboxSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    /// Serves until the task is cancelled or a graceful shutdown begins.
    ///
    /// - Parameter onListening: Called once with the port, when connections are taken.
    /// - Throws: `SandboxError` if the settings, the ledger or the port cannot be used.
    package func run(onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) async throws {
        try self.settings.validate()
        let store = try SandboxStore(settings: self.settings)
        let application = Application(
            responder: SandboxResponder(
                store: store,
                pictures: PictureCache(imageBytes: self.settings.imageBytes),
                logger: self.logger
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(self.settings.host, port: self.settings.port),
                serverName: "promptd-sandbox"
            ),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? self.settings.port) },
            logger: self.logger
        )
        do {
            try await application.run()
        } catch let error as IOError {
            throw SandboxError(
                .port,
                "The sandbox cannot listen on \(self.settings.host) port \(self.settings.port): \(error). Give another port, or 0 for any free one."
            )
        }
    }
}
