import Logging
import PromptCore
import ServiceLifecycle
import Systemd

/// Keeps the service manager's watchdog quiet while the dispatcher makes turns, and only then.
struct WatchdogService: Service {
    let watchdog: Watchdog
    let notifier: SystemdNotifier
    let activity: Activity
    let logger: Logger

    func run() async throws {
        while !Task.isCancelled {
            do {
                try await Pause.seconds(self.watchdog.kickInterval.seconds)
            } catch {
                return
            }
            guard self.activity.shouldKick() else {
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
