import Logging
import PromptCore
import PromptFiles
import PromptJournal
import ServiceLifecycle

/// Has the journal forget what is over for long enough, in small steps, so that no commit waits for it.
struct JournalKeeper: Service {
    static let interval = Duration.seconds(3600)
    /// Records that one step looks at.
    static let endsAStep = 500
    /// Between two steps.
    static let pause = Duration.milliseconds(200)

    let journal: Journal
    let folder: InboxFolder
    let budget: Budget
    let live: LiveSettings
    let clocks: Clocks
    let logger: Logger

    var settings: DaemonSettings { self.live.current }

    func run() async throws {
        do {
            while true {
                do {
                    try await self.pruneEnds()
                    while try await self.journal.prune(self.retention) {
                        try await self.clocks.pause(Self.pause.seconds)
                    }
                    try await self.pruneHolds()
                } catch let failure as JournalError {
                    // Whoever has to write to it says what is wrong with it.
                    self.logger.warning("history not pruned", metadata: [LogKeys.error: "\(failure)"])
                }
                try await self.clocks.pause(Self.interval.seconds)
            }
        } catch is ShutdownError {
        }
    }

    /// What programs are told of ends is told for as long as the jobs are remembered.
    private func pruneEnds() async throws {
        let before = self.retention.before
        do {
            for names in try await Blocking.run(.inbox, { try self.folder.endFolders() }) {
                var next: Int? = 0
                while let first = next {
                    next = try await Blocking.run(.inbox) {
                        try self.folder.pruneEnds(in: names, before: before, from: first, limit: Self.endsAStep)
                    }
                    if next != nil { try await self.clocks.pause(Self.pause.seconds) }
                }
            }
        } catch let failure as FileError {
            self.logger.warning("records of ends not pruned", metadata: [LogKeys.error: "\(failure)"])
        }
    }

    private var retention: Retention {
        let now = self.clocks.wall()
        return Retention(
            age: self.settings.keepHistory.seconds,
            bytes: self.settings.keepHistoryBytes,
            at: now,
            dayStart: self.budget.day(of: now).start
        )
    }
}
