import Logging
import PromptCore
import ServiceLifecycle
import Systemd

/// Keeps the service manager's watchdog quiet while every vital part gets on, and only then.
struct WatchdogService: Service {
    let watchdog: Watchdog
    let notifier: SystemdNotifier
    let parts: [VitalPart]
    let clocks: Clocks
    let logger: Logger

    func run() async throws {
        var misses = LifeVerdict.Misses()
        while !Task.isCancelled {
            do {
                try await self.clocks.pause(self.watchdog.kickInterval.seconds)
            } catch {
                return
            }
            // All are asked: each has to be given something to do.
            self.tell(misses.note(self.parts.filter { !$0.hasMoved() }.map(\.name)))
        }
    }

    private func tell(_ verdict: LifeVerdict) {
        do {
            switch verdict {
            case .alive:
                try self.notifier.watchdog()
            case .standsStill(let names):
                self.logger.warning("stands still", metadata: [LogKeys.reason: "\(names.joined(separator: ", "))"])
                // Not yet: the manager's own time would be over before the next look.
                try self.notifier.watchdog()
            case .isOver(let names):
                let text = names.joined(separator: ", ")
                self.logger.critical(
                    "stands still for too long",
                    metadata: [LogKeys.messageID: "\(LogMessage.standsStill.rawValue)", LogKeys.reason: "\(text)"]
                )
                try self.notifier.watchdogTrigger(status: "\(text) stood still for too long")
            }
        } catch {
            self.logger.warning("watchdog not told", metadata: [LogKeys.error: "\(error)"])
        }
    }
}
