import PromptCore
import PromptFiles
import PromptJournal

/// The folders that the daemon works on, locked: nobody else does for as long as this is held, and they stay the same.
///
/// One promptd an inbox, and one a state folder.
struct WorkFolders: Sendable {
    /// The inbox, which no other promptd works on.
    let inbox: InboxFolder
    private let stateLock: InstanceLock
    let outbox: Outbox
    private let state: String

    private static let journalName = FileName(fixed: "journal.sqlite")

    /// Takes both locks, making `.promptd` in the inbox if it is not there.
    ///
    /// - Throws: `InstanceLock.TakenError`; `FileError`, of kind `away` for an inbox that the journal does not belong to.
    init(_ settings: DaemonSettings) throws {
        let host = settings.identity.host
        self.state = settings.state
        let state = try OpenDirectory(at: settings.state)
        self.stateLock = try InstanceLock(InboxFolder.lock, in: state, folder: settings.state, host: host)
        let inbox = try OpenDirectory(at: settings.inbox)
        if try inbox.status(InboxFolder.ownFolder) == nil, try state.status(Self.journalName) != nil {
            // An empty mount point would make every claimed prompt look deleted.
            throw FileError.foreignInbox(settings.inbox)
        }
        self.inbox = InboxFolder(
            path: settings.inbox,
            anchor: try InboxAnchor(inbox, path: settings.inbox, host: host)
        )
        self.outbox = try Outbox(at: settings.outbox)
    }

    /// Opens the journal, making it if there is none.
    ///
    /// - Throws: `JournalError`, `FileError`.
    func openJournal() throws -> Journal {
        let journal = try Journal(path: "\(self.state)/\(Self.journalName)")
        // A new file's name has to be on disk as well as its content.
        try OpenDirectory(at: self.state).flush()
        return journal
    }
}
