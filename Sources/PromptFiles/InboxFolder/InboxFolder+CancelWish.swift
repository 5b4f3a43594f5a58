package import PromptCore

/// Names that are almost those of a command to cancel.
extension InboxFolder {
    /// The prompt that a command to cancel holds; `nil` if it holds none, or is not there.
    package func commandContent(_ path: PromptPath) throws(FileError) -> (bytes: [UInt8], status: FileStatus)? {
        guard let folder = try self.folderIfThere(path) else { return nil }
        let cancel = path.fileName(.cancel)
        guard let status = try folder.status(cancel), status.kind == .regular, !self.isMereWish(cancel, folder) else {
            return nil
        }
        let bytes = self.bytes(cancel, folder)
        return bytes.isEmpty ? nil : (bytes, status)
    }

    /// Whether a file has the prompt's claimed name.
    package func isClaimed(_ path: PromptPath) throws(FileError) -> Bool {
        try self.folderIfThere(path)?.status(path.fileName(.working)) != nil
    }

    /// Makes a command that of another prompt of the same folder, unless that has one.
    package func renameCommand(_ path: PromptPath, to owner: PromptPath) throws(FileError) {
        do {
            try self.folder(of: path).rename(path.fileName(.cancel), to: owner.fileName(.cancel), repairing: true)
        } catch let error where [.missing, .exists].contains(error.kind) {
            // Taken back meanwhile, or asked for already.
        }
    }

    /// What has become of a file whose name almost asks for a prompt to be cancelled.
    enum WishEnd: Equatable {
        /// It is `x.cancel.json` now, or that is there already.
        case command
        /// It was another prompt, dropped while one of its name runs, and is set aside as cancelled.
        case setAside
        /// There is nothing that it could be about; it keeps its name.
        case concernsNothing
    }

    /// Gives a wish the name of a command, if there is something to cancel.
    ///
    /// `isWaiting` says that a prompt of that name waits.
    func takeWish(
        _ name: FileName,
        for path: PromptPath,
        isWaiting: Bool,
        in folder: OpenDirectory
    ) throws(FileError) -> WishEnd {
        let (working, cancel) = (path.fileName(.working), path.fileName(.cancel))
        if let claimed = try folder.status(working), claimed.kind == .regular {
            var isOfJob = try folder.status(name)?.isSameFile(as: claimed) == true || self.isMereWish(name, folder)
            if !isOfJob { isOfJob = try self.isCopy(name, of: working, folder) }
            guard isOfJob else {
                _ = try self.setAside(name, of: path, in: folder)
                return .setAside
            }
        } else if self.isMereWish(name, folder), !isWaiting {
            return .concernsNothing
        }
        do {
            try folder.rename(name, to: cancel, repairing: true)
        } catch let error where error.kind == .exists {
        }
        return .command
    }

    /// Finds an almost right command to cancel the job of that name, and gives it the right name.
    ///
    /// `x.cancelled.json` counts if it holds `content`, what the job has claimed, and the job has no other file left: then it
    /// is the claimed file, renamed by its owner while the job runs. Not for a job that has ended as cancelled.
    ///
    /// - Returns: whether there is an `x.cancel.json` now.
    @discardableResult
    package func cancelWish(for path: PromptPath, content: [UInt8]?) throws(FileError) -> Bool {
        guard let folder = try self.folderIfThere(path) else { return false }
        let cancel = path.fileName(.cancel)
        if try folder.status(cancel) != nil { return true }
        let isAtWork = try folder.status(path.fileName(.working)) != nil
        let names = try folder.entries()
        let isWaiting = names.contains { InboxName($0) == .file(path.stem, .prompt) }
        for name in names {
            switch InboxName(name) {
            case .cancelWish(path.stem):
                if try self.takeWish(name, for: path, isWaiting: isWaiting, in: folder) == .command { return true }
            case .file(path.stem, .cancelled):
                guard !isAtWork, !isWaiting, content != nil, try self.holds(content, folder, name) else { continue }
                try folder.rename(name, to: cancel)
                return true
            case .cancelWish, .file, .pause, .junk, .nearMiss, .other:
                continue
            }
        }
        return false
    }
}
