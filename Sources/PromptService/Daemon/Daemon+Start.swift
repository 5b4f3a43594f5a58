import Logging
import PromptCore
import PromptFiles
import PromptJournal
import Systemd

/// The start: folders, locks, journal.
extension Daemon {
    /// What has to be there before anything is done.
    struct Start: Sendable {
        var folders: WorkFolders
        var journal: Journal
        var inbox: Inbox
    }

    func start() async throws -> Start {
        let folders = try await self.openFolders()
        let journal = try await Blocking.run(.state) { try folders.openJournal() }
        // The first line of a daemon that has its folders: a cap that is not the one meant shows before it costs
        // anything.
        self.logger.notice(
            "starting",
            metadata: [
                LogKeys.messageID: "\(LogMessage.starting.rawValue)",
                LogKeys.version: "\(self.settings.identity.version)", LogKeys.api: "\(self.settings.api)",
                LogKeys.inbox: "\(self.settings.inbox)", LogKeys.outbox: "\(self.settings.outbox)",
                LogKeys.stateFolder: "\(self.settings.state)",
                LogKeys.model: "\(self.settings.rules.modelsSummary)",
                LogKeys.caps: "\(self.settings.caps.summary)",
            ]
        )
        for warning in self.settings.warnings { self.logger.warning("\(warning)") }
        for notice in self.settings.notices { self.logger.notice("\(notice)") }
        let inbox = try await Blocking.run(.inbox) {
            try Inbox(folders.inbox, self.settings.ofInbox, logger: self.logger)
        }
        return Start(folders: folders, journal: journal, inbox: inbox)
    }

    /// Opens the folders as soon as they are there: a share may be mounted later than promptd is started.
    ///
    /// - Throws: `InstanceLock.TakenError`; `FileError` if they are not there and nobody waits for that (`runsOnce`).
    private func openFolders() async throws -> WorkFolders {
        var attempt = 0
        while true {
            do {
                return try await Blocking.run(.state) { try WorkFolders(self.settings, random: self.random) }
            } catch let failure as FileError where !self.settings.runsOnce {
                attempt += 1
                if attempt == 1 {
                    self.logger.error(
                        "waiting for the folders",
                        metadata: [
                            LogKeys.messageID: "\(LogMessage.waitingForFolders.rawValue)", LogKeys.error: "\(failure)",
                        ]
                    )
                }
                self.tell("STATUS") { () throws(SystemdError) in try self.notifier.status("waiting: \(failure)") }
            }
            let wait = self.settings.holdRetry.delay(attempt: attempt, random: self.random.fraction())
            try await self.clocks.sleep(self.clocks.steady() + .seconds(min(wait, 10)))
        }
    }
}
