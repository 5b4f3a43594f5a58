package import PromptCore

extension InboxFolder {
    /// Removes the claimed file of a delivered prompt; that its owner has removed it already is fine.
    package func removeClaimed(_ path: PromptPath) throws(FileError) {
        guard let folder = try self.folderIfThere(path) else { return }
        try folder.remove(path.fileName(.working))
        try folder.remove(path.fileName(.cancel))
        try folder.flush()
    }

    /// Gives the claimed file its failed name and puts the explanation beside it.
    ///
    /// The explanation comes first: who sees the failed name finds the reason. If another failure of that name is
    /// still there, both files get a number; if the claimed file is gone, only the explanation is written. Doing it
    /// again after a crash changes nothing.
    ///
    /// `isOwn` tells whether the content of an `x.error.json` is this job's explanation; `explanation` makes that content
    /// for the name it ends under.
    package func fail(
        _ path: PromptPath,
        isOwn: ([UInt8]) -> Bool,
        explanation: (PromptPath) -> [UInt8]
    ) throws(FileError) {
        guard let folder = try self.folderIfThere(path) else { return }
        let claimed = try self.claimedName(path, folder, butNot: path.fileName(.failed))
        var free = path
        var number = 1
        while try folder.status(free.fileName(.failed)) != nil {
            if claimed == nil, try folder.status(free.fileName(.error)) != nil,
                isOwn(self.bytes(free.fileName(.error), folder))
            {
                // Perhaps the last attempt did not get as far as the flush; or it is of an earlier end of the job.
                return try folder.replace(free.fileName(.error), with: explanation(free), durable: true)
            }
            number += 1
            free = path.numbered(number)
        }
        try folder.replace(free.fileName(.error), with: explanation(free), durable: true)
        if let claimed { try folder.rename(claimed, to: free.fileName(.failed)) }
    }

    /// Gives the claimed file its cancelled name.
    package func cancelled(_ path: PromptPath) throws(FileError) {
        guard let folder = try self.folderIfThere(path),
            let claimed = try self.claimedName(path, folder, butNot: path.fileName(.cancelled))
        else { return }
        var free = path
        var number = 1
        while try folder.status(free.fileName(.cancelled)) != nil {
            number += 1
            free = path.numbered(number)
        }
        try folder.rename(claimed, to: free.fileName(.cancelled))
    }

    /// Takes a command to cancel back that came too late: the file is being worked on, and says so again.
    package func cancelCameTooLate(_ path: PromptPath) throws(FileError) {
        guard let folder = try self.folderIfThere(path), try folder.status(path.fileName(.cancel)) != nil else {
            return
        }
        guard try folder.status(path.fileName(.working)) == nil else {
            // Put beside the claimed file instead of made from it.
            return try folder.remove(path.fileName(.cancel))
        }
        try folder.rename(path.fileName(.cancel), to: path.fileName(.working))
    }

    /// Removes the explanation of an earlier failure whose prompt has been dropped again: it would mislead.
    package func removeOldExplanation(_ path: PromptPath) throws(FileError) {
        guard let folder = try self.folderIfThere(path), try folder.status(path.fileName(.failed)) == nil,
            try folder.status(path.fileName(.error)) != nil
        else { return }
        try folder.remove(path.fileName(.error))
    }

    /// The claimed file's name; `nil` if it has `end` already, and after a power cut perhaps its old name beside it,
    /// which is removed then.
    private func claimedName(
        _ path: PromptPath,
        _ folder: OpenDirectory,
        butNot end: FileName
    ) throws(FileError) -> FileName? {
        let ended = try folder.status(end)
        for state in [PromptFileState.working, .cancel] {
            guard let found = try folder.status(path.fileName(state)) else { continue }
            guard let ended, ended.isSameFile(as: found) else { return path.fileName(state) }
            try folder.remove(path.fileName(state))
            try folder.flush()
        }
        return nil
    }
}
