package import PromptCore

extension InboxFolder {
    /// Removes the claimed file of a delivered prompt; that its owner has removed it already is fine.
    ///
    /// `content` is what the job has claimed; `nil` is not compared. Only what holds it is removed, and an empty command.
    /// Anything else is somebody's own, and gets a free name.
    ///
    /// - Returns: the new names of such files.
    @discardableResult
    package func removeClaimed(_ path: PromptPath, content: [UInt8]?) throws(FileError) -> [FileName] {
        guard let folder = try self.folderIfThere(path) else { return [] }
        var kept: [FileName] = []
        for name in [path.fileName(.working), path.fileName(.cancel)] {
            if let other = try self.remove(name, of: path, ifItHolds: content, in: folder) { kept.append(other) }
        }
        try folder.flush()
        return kept
    }

    /// Removes a file that holds `content` or is empty; sets any other aside.
    ///
    /// - Returns: the name of one that was set aside.
    func remove(
        _ name: FileName,
        of path: PromptPath,
        ifItHolds content: [UInt8]?,
        in folder: OpenDirectory
    ) throws(FileError) -> FileName? {
        guard let status = try folder.status(name) else { return nil }
        var isRemoved = status.kind == .regular && status.size == 0
        if !isRemoved { isRemoved = try self.holds(content, folder, name) }
        if isRemoved {
            try folder.remove(name)
            return nil
        }
        return try self.setAside(name, of: path, in: folder)
    }

    /// Gives the claimed file its failed name and puts the explanation beside it.
    ///
    /// The explanation comes first: who sees the failed name finds the reason. If another failure of that name is
    /// still there, both files get a number; if the claimed file is gone, only the explanation is written. If its folder is
    /// gone too, the explanation goes into the nearest one above it: `explanation` is asked for that place. Doing it again
    /// after a crash changes nothing.
    ///
    /// `isOwn` tells whether the content of an `x.error.json` is this job's explanation; `explanation` makes that content
    /// for the name it ends under. Another job's explanation is replaced only if that job cost nothing.
    ///
    /// - Returns: the place under whose name it lies as failed; `nil` if its file is gone.
    @discardableResult
    package func fail(
        _ path: PromptPath,
        isOwn: ([UInt8]) -> Bool,
        explanation: (PromptPath) -> [UInt8]
    ) throws(FileError) -> PromptPath? {
        let (folder, place) = try self.nearestFolder(path)
        // In another folder nothing is this prompt's.
        let claimed = place == path ? try self.claimedName(path, folder, butNot: path.fileName(.failed)) : nil
        var free = place
        var number = 1
        while true {
            let told = try folder.status(free.fileName(.error)) == nil ? nil : self.bytes(free.fileName(.error), folder)
            let isTaken = try folder.status(free.fileName(.failed)) != nil
            if let told, isOwn(told), !isTaken || claimed == nil {
                // Perhaps the last attempt did not get as far as the flush; or it is of an earlier end of the job.
                break
            }
            if !isTaken, told.map({ place == path && Explanation.mayHaveBeenCharged($0) == false }) ?? true { break }
            number += 1
            free = place.numbered(number)
        }
        try folder.replace(free.fileName(.error), with: explanation(free), .all)
        if let claimed { try folder.rename(claimed, to: free.fileName(.failed), repairing: true) }
        return try folder.status(free.fileName(.failed)) == nil ? nil : free
    }

    /// The claimed file's name; `nil` if it has `end` already, and after a power cut perhaps its old name beside it,
    /// which is removed then.
    func claimedName(
        _ path: PromptPath,
        _ folder: OpenDirectory,
        butNot end: FileName
    ) throws(FileError) -> FileName? {
        let ended = try folder.status(end)
        for state in [PromptFileState.working, .cancel] {
            let name = path.fileName(state)
            guard let found = try folder.status(name) else { continue }
            guard let ended, ended.isSameFile(as: found) else {
                return name
            }
            try folder.remove(name)
            try folder.flush()
        }
        return nil
    }
}
