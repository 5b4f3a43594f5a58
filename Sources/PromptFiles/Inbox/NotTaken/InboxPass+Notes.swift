import Logging
import PromptCore

/// Why files are not taken, for their owners.
extension InboxPass {
    /// Looks at what has none of promptd's names.
    ///
    /// Folders that are linked are passed over like linked files, and their owners are told so.
    func observeOther(_ folder: [FileName], _ name: FileName, _ kind: FileStatus.Kind?) {
        if InboxFolder.isNotTakenNotice(name) {
            self.state.index.notices.set(folder, kind != nil)
            return
        }
        if kind ?? .regular == .regular, self.isRenamedClaim(folder, name) { return }
        if InboxName.isResume(name) { return self.observeResume(folder, name, kind) }
        let link = "it is a link to a folder; promptd follows no links; move the folder itself here"
        let isLink = kind == .symbolicLink && !InboxName.isJunkFolder(name) && self.isLinkToFolder(folder, name)
        self.note(folder, name, link, holds: isLink)
        if kind == .regular || kind == nil { self.observeMedia(folder, name) }
        guard folder.count <= 1, let why = InboxName.plainReason(name) else { return }
        self.note(folder, name, why, holds: kind == .regular && !self.isUntouchedTemplate(folder, name))
    }

    /// Whether the file is promptd's template, and nobody has written into it: then it is no prompt of anybody's.
    private func isUntouchedTemplate(_ folder: [FileName], _ name: FileName) -> Bool {
        guard InboxHelp.isTemplate(name), let folder = self.open(folder) else { return false }
        let text = InboxHelp.templateText
        do {
            return try self.outside { () throws(FileError) in
                guard try folder.status(name)?.size == Int64(text.count) else { return false }
                return try folder.read(name, limit: text.count).bytes == text
            }
        } catch {
            self.logger.debug("cannot look at a file", metadata: [LogKeys.error: "\(error)"])
            return false
        }
    }

    /// A folder of such a name is one like any other, unless it has nearly a prompt's.
    func observeNearMiss(_ folder: [FileName], _ name: FileName, _ why: String, _ kind: FileStatus.Kind?) {
        if kind ?? .regular == .regular, self.isRenamedClaim(folder, name) { return }
        let isFolder = kind == .directory && InboxName.nearMiss(why: why).mayBeFolder(name)
        self.note(folder, name, why, holds: kind != nil && !isFolder)
    }

    private func isLinkToFolder(_ folder: [FileName], _ name: FileName) -> Bool {
        guard let folder = self.open(folder) else { return false }
        do {
            return try self.outside { () throws(FileError) in try folder.isLinkToFolder(name) }
        } catch {
            self.logger.debug("cannot look at a file", metadata: [LogKeys.error: "\(error)"])
            return false
        }
    }

    /// One that counts is gone at once; any other was put there for nothing.
    private func observeResume(_ folder: [FileName], _ name: FileName, _ kind: FileStatus.Kind?) {
        let elsewhere = "it counts in the inbox itself, and not in a folder of it"
        let nothing = "submissions are not stopped, so that it does nothing; remove it"
        self.note(folder, name, elsewhere, holds: kind == .regular && !folder.isEmpty)
        guard folder.isEmpty, kind == .regular else { return self.note(folder, name, nothing, holds: false) }
        guard !self.inbox.isStopped else { return }
        // It may have counted, and be gone, since it was looked at.
        self.note(folder, name, nothing, holds: self.status(folder, name)?.kind == .regular)
    }

    /// Says that `why` is so of a file, or takes back that it is; what else is said of that name stays.
    func note(_ folder: [FileName], _ name: FileName, _ why: String, holds: Bool) {
        if holds {
            self.note(folder, name, why)
        } else if self.state.index.notes[folder, name] == why {
            self.note(folder, name, nil)
        }
    }

    /// Says once why a file is not taken, and takes it back when it no longer holds.
    func note(_ folder: [FileName], _ name: FileName, _ why: String?) {
        guard self.state.index.notes[folder, name] != why else { return }
        self.state.index.notes[folder, name] = why
        if let why { Inbox.tellNotTaken(folder, name, why, self.logger) }
    }

    /// A folder that promptd may not look into, or that cannot be read.
    func note(closed folder: [FileName], _ failure: FileError?) {
        guard let name = folder.last else { return }
        self.note(Array(folder.dropLast()), name, failure.map { InboxFolder.closedFolder($0) ?? "\($0)" })
    }
}

extension Inbox {
    static func tellNotTaken(_ folder: [FileName], _ name: FileName, _ why: String, _ logger: Logger) {
        logger.notice(
            "file not taken",
            metadata: [
                LogKeys.messageID: "\(LogMessage.notTaken.rawValue)",
                LogKeys.file: "\(InboxFolder.text(folder, name))", LogKeys.reason: "\(why)",
            ]
        )
    }
}
