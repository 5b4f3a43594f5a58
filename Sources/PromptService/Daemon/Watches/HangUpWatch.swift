import ServiceLifecycle
import UnixSignals

/// Reads the settings again on SIGHUP, as daemons do.
struct HangUpWatch: Service {
    let signals: UnixSignalsSequence
    let reload: SettingsReload

    func run() async throws {
        // What has come of it is in the log; nobody waits here.
        for await _ in self.signals.cancelOnGracefulShutdown() { _ = await self.reload.reload() }
    }
}
