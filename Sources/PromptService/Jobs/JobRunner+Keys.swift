import PromptCore
import PromptFiles
import PromptJournal

/// Prompts that bring a key, which is paid for once (contract §3.1).
extension JobRunner {
    /// What has become of a prompt with a key.
    enum KeyedAddition: Sendable {
        case added
        /// The key has been paid for, or may have been, by that drop.
        case paid(EarlierDrop)
        /// A claimed file that no row knows may have the same key, and has not been looked into yet.
        case notYet
        /// Nobody can tell whether it was paid for; the text says what to do.
        case unclear(String)
    }

    /// Adds the job unless its key has been paid for, or may have been.
    func addUnlessPaid(_ job: Job, _ content: [UInt8], _ key: PromptID) async throws -> KeyedAddition {
        guard self.admissions.unknown.isEmpty else { return .notYet }
        switch try await self.record(of: key) {
        case .paid(let earlier) where try await self.journal.job(earlier.job) == nil:
            // The journal is an older copy, or a new one.
            return .paid(earlier)
        case .unreadable where try await !self.journal.knows(key: key):
            return .unclear(Self.unreadable(key))
        case .paid, .free, .unreadable:
            break
        }
        let earlier = try await self.journal.add(job, prompt: content, unlessPaidAs: key)
        return earlier.map { .paid(EarlierDrop($0)) } ?? .added
    }

    private static func unreadable(_ key: PromptID) -> String {
        let file = "\(InboxFolder.ownFolder)/\(InboxFolder.ids)/\(key).json"
        return """
            it waits: what is kept under its id, \(file) in the inbox, cannot be read, so that nobody can tell whether it was \
            paid for already. If the outbox has no result with that id, remove that file, and it is made; or give it another \
            promptd.id
            """
    }

    /// What is kept under a key; what is in the way of all of them is told, and counts as none: one odd file is not to stop
    /// every prompt that has one.
    private func record(of key: PromptID) async throws -> KeyRecord {
        let file = try await Blocking.run(.inbox) { try self.folder.keyFile(of: key) }
        var obstacle: String?
        if case .noFolder(let failure) = file {
            let what = "what became of prompts with an id cannot be kept here, so that the journal alone knows it"
            obstacle = "\(what): \(failure)"
        }
        self.inbox.noteOwnFolder(obstacle)
        switch file {
        case .none, .noFolder: return .free
        case .content(let bytes): return KeyRecord(key, in: bytes)
        case .unreadable: return .unreadable
        }
    }

    /// The prompt lies where it was until all claimed files are known; others go on meanwhile.
    func waitForTheUnknown(_ prompt: ReadyPrompt) async throws -> NameAfterRun {
        self.jobs.stepAside(prompt.path)
        try await self.clocks.pause(self.settings.holdRetry.first)
        return .free
    }
}
