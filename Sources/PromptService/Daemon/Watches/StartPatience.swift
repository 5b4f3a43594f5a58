package import Logging
import PromptCore
import PromptFiles
import Synchronization
package import Systemd

/// Asks the service manager for more time until the daemon is ready, and says what it waits for: a share may be slow, or
/// hang, from the first look on.
package final class StartPatience: Sendable {
    /// Seconds between two requests, and how long each of them counts.
    private static let interval = 10.0
    private static let moreTime = Duration.seconds(30)

    private let notifier: SystemdNotifier
    private let clocks: Clocks
    private let logger: Logger
    private let task = Mutex<Task<Void, Never>?>(nil)

    package init(notifier: SystemdNotifier, clocks: Clocks = .system, logger: Logger) {
        self.notifier = notifier
        self.clocks = clocks
        self.logger = logger
    }

    /// Asks at once, and again and again until ``end()``.
    package func begin() {
        self.task.withLock { $0 = $0 ?? Task { await self.ask() } }
    }

    /// The daemon is ready, or will not be.
    package func end() {
        self.task.withLock { $0?.cancel() }
    }

    private func ask() async {
        var told: [Blocking.Place] = []
        while !Task.isCancelled {
            self.tell { () throws(SystemdError) in try self.notifier.extendTimeout(by: Self.moreTime) }
            let hung = self.hung
            if !hung.isEmpty {
                let names = hung.map { "the \($0.rawValue)" }.joined(separator: " and ")
                let text = "starting: \(names) does not answer; is its disk or file server there?"
                self.tell { () throws(SystemdError) in try self.notifier.status(text) }
                if told != hung { self.logger.error("\(text)") }
            }
            told = hung
            do {
                try await self.clocks.sleep(self.clocks.steady() + .seconds(Self.interval))
            } catch {
                return
            }
        }
    }

    /// The folders of which something has been asked for so long that a disk must be to blame.
    private var hung: [Blocking.Place] {
        let now = self.clocks.steady()
        let hung = Blocking.Place.allCases.filter { place in
            Blocking.oldest(place).map { $0.duration(to: now).seconds >= Self.interval / 2 } ?? false
        }
        // What looks at all of them counts as the state folder's work.
        return hung.count > 1 ? hung.filter { $0 != .state } : hung
    }

    private func tell(_ body: () throws(SystemdError) -> Void) {
        do {
            try body()
        } catch {
            self.logger.warning("service manager not told", metadata: [LogKeys.error: "\(error)"])
        }
    }
}
