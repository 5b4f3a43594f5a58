import PromptCore
import PromptFiles
import PromptJournal

/// The folders that the daemon works on, locked: nobody else does for as long as this is held, and they stay the same.
///
/// One promptd an inbox, and one a state folder.
package struct WorkFolders: Sendable {
    /// The inbox, which no other promptd works on.
    let inbox: InboxFolder
    private let stateLock: InstanceLock
    let outbox: Outbox
    private let state: String

    static let journalName = FileName(fixed: "journal.sqlite")
    private static let inboxMemory = FileName(fixed: "inbox.marker")
    private static let outboxMemory = FileName(fixed: "outbox.marker")

    /// Takes both locks, recognises inbox and outbox, and tries out what they can do; makes `.promptd` in them if there is
    /// none.
    ///
    /// - Throws: `InstanceLock.TakenError`; `FileError`, of kind `away` for folders that the journal does not belong to.
    init(_ settings: DaemonSettings, random: RandomNumbers) throws {
        let host = settings.identity.host
        self.state = settings.state
        let state = try OpenDirectory(at: settings.state)
        self.stateLock = try InstanceLock(InboxFolder.lock, in: state, folder: settings.state, host: host)
        let makeWord = { String(random.bits(), radix: 16) + String(random.bits(), radix: 16) }
        let isNew = try state.status(Self.journalName) == nil
        self.inbox = try Blocking.counted(.inbox) {
            let inbox = try OpenDirectory(at: settings.inbox)
            // An empty mount point would make every claimed prompt look deleted.
            if !isNew, try inbox.status(InboxFolder.ownFolder) == nil { throw FileError.foreignInbox(settings.inbox) }
            let memory = (state, Self.inboxMemory)
            let marker = try FolderMarker(of: inbox, path: settings.inbox, memory: memory, makeWord: makeWord)
            let anchor = try InboxAnchor(inbox, path: settings.inbox, marker: marker, host: host)
            // What a crash has left half-written.
            try inbox.removeTemporary(of: WaitingNotice.name)
            try inbox.removeTemporary(of: InboxFolder.notTaken)
            // Under the lock, since two probes would be in each other's way.
            try FolderProbe.check(inbox, path: settings.inbox, takesDownloads: false)
            return InboxFolder(path: settings.inbox, anchor: anchor)
        }
        do {
            self.outbox = try Blocking.counted(.outbox) {
                let outbox = try OpenDirectory(at: settings.outbox)
                let memory = (state, Self.outboxMemory)
                let marker = try FolderMarker(of: outbox, path: settings.outbox, memory: memory, makeWord: makeWord)
                try FolderProbe.check(outbox, path: settings.outbox, takesDownloads: true)
                return try Outbox(at: settings.outbox, marker: marker)
            }
        } catch let failure as FileError where !settings.runsOnce {
            // Who drops prompts sees the inbox alone.
            let notice = WaitingNotice(reason: "\(failure)")
            try WaitingNotice.write(notice, inbox: settings.inbox, zone: settings.timeZone)
            throw failure
        }
    }

    /// The name of the control socket, unless the settings put it elsewhere.
    package static let controlSocket = "control.sock"

    /// Whether promptd gives this name to something in its state folder, before there is a journal.
    package static func isState(_ name: String) -> Bool {
        let markers = [Self.inboxMemory, Self.outboxMemory, ModelStore.fileName].map(\.description)
        // Half-written ones are what a crash leaves.
        let sockets = [Self.controlSocket, "\(Self.controlSocket).tmp"]
        return name == InboxFolder.lock.description || sockets.contains(name)
            || markers.contains { name == $0 || name == ".\($0).tmp" }
    }

    /// Opens the journal, making it if there is none.
    ///
    /// - Throws: `JournalError`, `FileError`.
    func openJournal() throws -> Journal {
        try JournalBackups.removeAll(in: self.state)
        let journal = try Journal(path: "\(self.state)/\(Self.journalName)", isAlone: true)
        // A new file's name has to be on disk as well as its content.
        try OpenDirectory(at: self.state).flush()
        return journal
    }
}
