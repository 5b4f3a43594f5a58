package import PromptCore

extension InboxFolder {
    /// Puts away what tells of earlier drops of a name that is claimed again: an explanation belongs to the last drop.
    ///
    /// An `x.error.json` goes if nothing was charged; if something may have been, it names the job to look up and to adopt,
    /// and gets a number instead. An `x.failed.json` that it explains takes the same number. `x.repeat.txt` goes. A file of
    /// such a name that promptd did not write is left. Doing it again after a crash goes on.
    package func putAwayOldExplanation(_ path: PromptPath) throws(FileError) {
        guard let folder = try self.folderIfThere(path) else { return }
        try self.removeRepeatNote(path, folder)
        guard try folder.status(path.fileName(.error)) != nil else { return }
        let explanation = self.bytes(path.fileName(.error), folder)
        guard let mayBeCharged = Explanation.mayHaveBeenCharged(explanation) else { return }
        if try folder.status(path.fileName(.failed)) == nil {
            guard mayBeCharged else {
                try folder.remove(path.fileName(.error))
                return try folder.flush()
            }
            try self.rename(path.fileName(.error), to: .error, of: path, from: 2, in: folder)
            return
        }
        // The number of the failed file must be free for its explanation too. The failed file goes first: after a crash in
        // between the explanation is alone, and the branch above goes on.
        var number = 2
        while true {
            let free = path.numbered(number)
            if try folder.status(free.fileName(.error)) == nil, try folder.status(free.fileName(.failed)) == nil {
                break
            }
            number += 1
        }
        let place = path.numbered(number)
        try folder.rename(path.fileName(.failed), to: place.fileName(.failed), repairing: true)
        try folder.rename(path.fileName(.error), to: place.fileName(.error), repairing: true)
    }
}
