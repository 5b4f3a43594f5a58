package import Foundation
import Logging
package import PromptCore
import PromptFiles
import ServiceLifecycle
import Systemd

/// Tells people and the service manager how it goes: at most once a second while things change, and every half minute
/// otherwise.
///
/// It watches; it decides nothing.
struct StatusReporter: Service {
    let inbox: Inbox
    let board: StatusBoard
    let gate: SubmissionGate
    let budget: Budget
    let settings: DaemonSettings
    let notifier: SystemdNotifier
    let activity: Activity
    let changed: WakeSignal
    let started: Date
    let logger: Logger

    private static let heartbeat = Duration.seconds(30)

    func run() async throws {
        do {
            try await Pause.interruptible {
                while !Task.isCancelled {
                    await self.changed.wait(until: .now + Self.heartbeat)
                    // READY=1 comes first: before it there is nothing that could be relied on.
                    guard self.activity.isReady else { continue }
                    await self.report()
                    try await Task.sleep(for: .seconds(1))
                }
            }
        } catch is Stopped {
        }
        // The dispatcher has stopped by now.
        await self.report(isStopped: true)
    }

    func current(isStopped: Bool = false) -> StatusReport {
        StatusReport(
            census: self.inbox.census(at: Date()),
            entries: self.board.entries,
            totals: self.board.totals,
            hold: self.gate.hold,
            budget: self.budget,
            now: Date(),
            isStopped: isStopped,
            started: self.started,
            daemon: self.settings.identity,
            settings: self.settings
        )
    }

    private func report(isStopped: Bool = false) async {
        guard self.activity.isReady else { return }
        let report = self.current(isStopped: isStopped)
        do {
            try self.notifier.status(report.line)
        } catch {
            self.logger.warning("service manager not told", metadata: [LogKeys.error: "\(error)"])
        }
        do {
            let bytes = report.json.pretty()
            let (inbox, zone, notice) = (self.settings.inbox, self.settings.timeZone, report.notice)
            try await Blocking.run {
                try StatusFile.write(bytes, inbox: inbox)
                try WaitingNotice.show(notice, inbox: inbox, zone: zone)
            }
        } catch {
            // The status is a service to people; the work goes on without it, and says what is wrong itself.
            self.logger.info("status not written", metadata: [LogKeys.error: "\(error)"])
        }
    }
}

/// Where the status lies.
package enum StatusFile {
    /// The status file of the daemon that works on `inbox`.
    package static func path(inbox: String) -> String {
        "\(inbox)/.promptd/status.json"
    }

    /// How old the last sign of life may be: twice the heartbeat, and a little for slow disks.
    package static let staleAfter: TimeInterval = 75

    /// When the daemon of `status` gave its last sign of life; `nil` if it has said that it stops.
    package static func heartbeat(in status: JSONValue) -> Date? {
        guard status["running"] != .bool(false), let text = status["heartbeat"]?.stringValue else { return nil }
        do {
            return try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        } catch {
            return nil
        }
    }

    /// Whether a daemon seems to work on `inbox`.
    package static func isAlive(inbox: String, at now: Date) -> Bool {
        do {
            let status = try JSONValue.parse(Array(try Data(contentsOf: URL(filePath: self.path(inbox: inbox)))))
            return self.heartbeat(in: status).map { now.timeIntervalSince($0) <= self.staleAfter } ?? false
        } catch {
            // Nobody has worked on it.
            return false
        }
    }

    static func write(_ bytes: [UInt8], inbox: String) throws {
        let folder = FileName(fixed: ".promptd")
        try OpenDirectory(at: inbox).directory(folder).replace(
            FileName(fixed: "status.json"),
            with: bytes,
            durable: false
        )
    }
}

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
