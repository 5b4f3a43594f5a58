package import PromptCore

/// Commands to cancel: `x.cancel.json`, and what is almost called so.
extension InboxFolder {
    /// What an `x.cancel.json` is about while a job of that name is under way.
    ///
    /// `content` is what the job has claimed; `nil` is not compared.
    ///
    /// - Returns: `nil` if there is no such file.
    package func cancelCommand(_ path: PromptPath, ofJob content: [UInt8]?) throws(FileError) -> CancelCommand? {
        guard let folder = try self.folderIfThere(path) else { return nil }
        return try self.cancelCommand(path, content, in: folder)
    }

    func cancelCommand(
        _ path: PromptPath,
        _ content: [UInt8]?,
        in folder: OpenDirectory
    ) throws(FileError) -> CancelCommand? {
        let (working, cancel) = (path.fileName(.working), path.fileName(.cancel))
        guard let command = try folder.status(cancel), command.kind == .regular else { return nil }
        guard let claimed = try folder.status(working), try self.holds(content, folder, working) else {
            if content != nil, try self.holds(content, folder, cancel) { return .ofJobFile }
            return self.isMereWish(cancel, folder) ? .beside : .ofJobFile
        }
        if command.isSameFile(as: claimed) { return .ofJobFile }
        if self.isMereWish(cancel, folder) { return .beside }
        return try self.isCopy(cancel, of: working, folder) ? .beside : .ofDrop
    }

    func isCopy(_ name: FileName, of original: FileName, _ folder: OpenDirectory) throws(FileError) -> Bool {
        let bytes = self.bytes(original, folder)
        return try bytes.isEmpty ? false : self.holds(bytes, folder, name)
    }

    /// Whether the file cannot have been a prompt: it is empty, or has no object with anything in it.
    ///
    /// By its bytes and not by a parser: what is broken, or not UTF-8, may be somebody's prompt all the same.
    func isMereWish(_ name: FileName, _ folder: OpenDirectory) -> Bool {
        let bytes: [UInt8]
        do {
            bytes = try folder.read(name, limit: Self.largestPrompt).bytes
        } catch {
            return false
        }
        let brackets: Set<UInt8> = [UInt8(ascii: "{"), UInt8(ascii: "}")]
        guard bytes.contains(UInt8(ascii: "{")) else { return true }
        // Blanks, NULs of UTF-16, a byte order mark.
        let empty: Set<UInt8> = brackets.union([0, 0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF])
        return bytes.allSatisfy(empty.contains)
    }

    /// Ends a command to cancel a prompt that no job has taken.
    ///
    /// `onCancel` is called before a file gets a cancelled name: whoever watches the folder must not take that for a wish
    /// of its owner's, and programs are told then, with what is in it; if it is not cancelled after all, `onKeep` is called.
    ///
    /// - Returns: what the command was about; `nil` if it has been taken back. What concerns nothing keeps its name.
    package func cancelUnclaimed(
        _ path: PromptPath,
        onCancel: ([UInt8]) throws(FileError) -> Void,
        onKeep: () throws(FileError) -> Void
    ) throws(FileError) -> CancelCommand? {
        guard let folder = try self.folderIfThere(path) else { return nil }
        let cancel = path.fileName(.cancel)
        guard try folder.status(cancel)?.kind == .regular else { return nil }
        guard self.isMereWish(cancel, folder) else {
            if try self.isOfFailed(path, folder) {
                try folder.rename(cancel, to: path.fileName(.failed), repairing: true)
                return .ofFailed
            }
            try onCancel(self.bytes(cancel, folder))
            do {
                try self.rename(cancel, to: .cancelled, of: path, from: 1, in: folder)
            } catch {
                try onKeep()
                throw error
            }
            return .ofDrop
        }
        guard let dropped = try self.dropped(path, folder),
            try folder.status(dropped)?.kind == .regular
        else { return .concernsNothing }
        try onCancel(self.bytes(dropped, folder))
        do {
            try self.rename(dropped, to: .cancelled, of: path, from: 1, in: folder)
        } catch {
            try onKeep()
            guard error.kind == .missing else { throw error }
            return .concernsNothing
        }
        _ = try self.remove(cancel, of: path, ifItHolds: [], in: folder)
        try folder.flush()
        return .ofDrop
    }

    /// Whether the command was made of an `x.failed.json` whose explanation says that it may have been charged.
    private func isOfFailed(_ path: PromptPath, _ folder: OpenDirectory) throws(FileError) -> Bool {
        guard try folder.status(path.fileName(.failed)) == nil, try folder.status(path.fileName(.error)) != nil else {
            return false
        }
        return Explanation.mayHaveBeenCharged(self.bytes(path.fileName(.error), folder)) == true
    }

    /// Gives the claimed file of a cancelled job its cancelled name; doing it again after a crash changes nothing.
    ///
    /// `content` is what the job has claimed; `nil` is not compared. The command that lay beside the file goes; what was
    /// somebody else's gets a free name. `onCancel`: see ``cancelUnclaimed(_:onCancel:)``.
    ///
    /// - Returns: the names of files that were somebody else's.
    @discardableResult
    package func cancelled(
        _ path: PromptPath,
        content: [UInt8]?,
        onCancel: () -> Void
    ) throws(FileError) -> [FileName] {
        guard let folder = try self.folderIfThere(path) else { return [] }
        let (working, cancel) = (path.fileName(.working), path.fileName(.cancel))
        onCancel()
        var kept: [FileName] = []
        if try folder.status(working) != nil {
            if try self.holds(content, folder, working) {
                try self.endAsCancelled(working, path, folder)
                if let other = try self.remove(cancel, of: path, ifItHolds: content, in: folder) { kept.append(other) }
                try folder.flush()
                return kept
            }
            kept.append(try self.setAside(working, of: path, in: folder))
        }
        guard let command = try self.cancelCommand(path, content, in: folder) else { return kept }
        if command == .beside {
            if let other = try self.remove(cancel, of: path, ifItHolds: [], in: folder) { kept.append(other) }
            try folder.flush()
        } else {
            try self.endAsCancelled(cancel, path, folder)
        }
        return kept
    }

    /// After a power cut the file may have its cancelled name already, and its old one beside it.
    private func endAsCancelled(_ name: FileName, _ path: PromptPath, _ folder: OpenDirectory) throws(FileError) {
        try self.rename(name, to: .cancelled, of: path, from: 1, in: folder)
    }

    /// Takes a command to cancel back that came too late: the file is being worked on, and says so again.
    ///
    /// `content` is what the job has claimed; `nil` is not compared. A command beside the claimed file goes if it is empty
    /// or a copy; what was somebody else's gets a free name.
    ///
    /// - Returns: the names of files that were somebody else's.
    @discardableResult
    package func cancelCameTooLate(_ path: PromptPath, content: [UInt8]?) throws(FileError) -> [FileName] {
        guard let folder = try self.folderIfThere(path) else { return [] }
        let (working, cancel) = (path.fileName(.working), path.fileName(.cancel))
        guard let command = try self.cancelCommand(path, content, in: folder) else { return [] }
        var kept: [FileName] = []
        switch command {
        case .ofJobFile:
            if let other = try folder.status(working), let found = try folder.status(cancel),
                !other.isSameFile(as: found)
            {
                kept.append(try self.setAside(working, of: path, in: folder))
            }
            try folder.rename(cancel, to: working, repairing: true)
        case .beside, .ofDrop, .ofFailed, .concernsNothing:
            // A copy is compared with what is claimed, and not with a file that is gone.
            let copied = try self.holds(content, folder, working) ? self.bytes(working, folder) : []
            if let other = try self.remove(cancel, of: path, ifItHolds: copied, in: folder) { kept.append(other) }
            try folder.flush()
        }
        return kept
    }
}
