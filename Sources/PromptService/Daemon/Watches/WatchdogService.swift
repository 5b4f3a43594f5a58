import Logging
import PromptCore
import ServiceLifecycle
import Systemd

/// Keeps the service manager's watchdog quiet while the dispatcher makes turns, and only then.
struct WatchdogService: Service {
    let watchdog: Watchdog
    let notifier: SystemdNotifier
    let health: DaemonHealth
    let clocks: Clocks
    let logger: Logger

    func run() async throws {
        while !Task.isCancelled {
            do {
                try await self.clocks.pause(self.watchdog.kickInterval.seconds)
            } catch {
                return
            }
            guard self.health.shouldKick() else {
                self.logger.warning("no turn of the dispatcher since the last look; the watchdog is not kicked")
                continue
            }
            do {
                try self.notifier.watchdog()
            } catch {
                self.logger.warning("watchdog not told", metadata: [LogKeys.error: "\(error)"])
            }
        }
    }
}
