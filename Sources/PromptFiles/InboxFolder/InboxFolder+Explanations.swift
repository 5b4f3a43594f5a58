package import PromptCore

extension InboxFolder {
    /// Puts away what tells of earlier drops of a name that is claimed again: an explanation belongs to the last drop.
    ///
    /// An `x.error.json` goes if nothing was charged; if something may have been, it names the job to look up and to adopt,
    /// and gets a number instead. An `x.failed.json` that it explains takes the same number. `x.repeat.txt` goes. A file of
    /// such a name that promptd did not write is left. Doing it again after a crash goes on.
    ///
    /// - Returns: the place whose name a failed file has got; `nil` if there was none to move.
    @discardableResult
    package func putAwayOldExplanation(_ path: PromptPath) throws(FileError) -> PromptPath? {
        guard let folder = try self.folderIfThere(path) else { return nil }
        try self.removeRepeatNote(path, folder)
        guard try folder.status(path.fileName(.error)) != nil else { return nil }
        let explanation = self.bytes(path.fileName(.error), folder)
        guard let mayBeCharged = Explanation.mayHaveBeenCharged(explanation) else { return nil }
        if try folder.status(path.fileName(.failed)) == nil {
            // That of a file with many prompts lists what its report in the outbox says for good.
            guard mayBeCharged, !Explanation.isOfBatch(explanation) else {
                try folder.remove(path.fileName(.error))
                try folder.flush()
                return nil
            }
            // A crash may have parted it from its failed file, which went first.
            let place = try self.placeForOld(path, folder, mayBeside: .failed)
            try folder.rename(path.fileName(.error), to: place.fileName(.error), repairing: true)
            return nil
        }
        // The number of the failed file must be free for its explanation too. The failed file goes first: after a crash in
        // between the explanation is alone, and the branch above goes on.
        let place = try self.placeForOld(path, folder)
        try folder.rename(path.fileName(.failed), to: place.fileName(.failed), repairing: true)
        try folder.rename(path.fileName(.error), to: place.fileName(.error), repairing: true)
        return place
    }

    /// The first number under which nothing lies: what is put there must not seem to tell of another prompt of that name.
    private func placeForOld(
        _ path: PromptPath,
        _ folder: OpenDirectory,
        mayBeside other: PromptFileState? = nil
    ) throws(FileError) -> PromptPath {
        let states = PromptFileState.allCases.filter { $0 != other }
        var number = 2
        while true {
            let place = path.numbered(number)
            var isFree = true
            for state in states where try folder.status(place.fileName(state)) != nil { isFree = false }
            if isFree { return place }
            number += 1
        }
    }
}
