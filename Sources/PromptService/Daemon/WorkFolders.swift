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

    /// Takes both locks, recognises inbox and outbox, and tries out what they can do; makes `.promptd` in them if there is
    /// none.
    ///
    /// - Throws: `InstanceLock.TakenError`; `FileError`, of kind `away` for folders that the journal does not belong to.
    init(_ settings: DaemonSettings, random: RandomNumbers) throws {
        let host = settings.identity.host
        self.state = settings.state
        let state = try OpenDirectory(at: settings.state)
        self.stateLock = try InstanceLock(InboxFolder.lock, in: state, folder: settings.state, host: host)
        let inbox = try OpenDirectory(at: settings.inbox)
        if try inbox.status(InboxFolder.ownFolder) == nil, try state.status(Self.journalName) != nil {
            // An empty mount point would make every claimed prompt look deleted.
            throw FileError.foreignInbox(settings.inbox)
        }
        let outbox = try OpenDirectory(at: settings.outbox)
        let makeWord = { String(random.bits(), radix: 16) + String(random.bits(), radix: 16) }
        let inboxMarker = try FolderMarker(
            of: inbox,
            path: settings.inbox,
            memory: (state, FileName(fixed: "inbox.marker")),
            makeWord: makeWord
        )
        let outboxMarker = try FolderMarker(
            of: outbox,
            path: settings.outbox,
            memory: (state, FileName(fixed: "outbox.marker")),
            makeWord: makeWord
        )
        self.inbox = InboxFolder(
            path: settings.inbox,
            anchor: try InboxAnchor(inbox, path: settings.inbox, marker: inboxMarker, host: host)
        )
        // What a crash has left half-written.
        try inbox.removeTemporary(of: WaitingNotice.name)
        // Under the lock, since two probes would be in each other's way.
        try FolderProbe.check(inbox, path: settings.inbox)
        try FolderProbe.check(outbox, path: settings.outbox)
        self.outbox = try Outbox(at: settings.outbox, marker: outboxMarker)
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
