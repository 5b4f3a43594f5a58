package import PromptCore
import SystemPackage

/// Prompts that were delivered already and have come again (contract §4.1).
extension InboxFolder {
    /// A prompt that is held as a repeat.
    package struct HeldRepeat: Equatable, Sendable {
        /// The place under whose name it is held: the prompt's own, or a numbered one.
        package var path: PromptPath
        package var inode: UInt64
        /// When the file was made, in nanoseconds since 1970, or else the mark that promptd has put on it; `nil` where the file
        /// system knows neither.
        ///
        /// An inode may be another file's later, with another birth.
        package var birth: Int64?
    }

    /// What tells whether a prompt is a held one that its owner has renamed back.
    package struct RepeatWitness: Equatable, Sendable {
        package var inode: UInt64
        /// See ``HeldRepeat/birth``.
        package var birth: Int64?
        /// An `x.repeat.json` lies beside it: then this is another copy.
        package var isHeldFileThere: Bool
    }

    /// Gives a prompt the name of a repeat, with a note beside it that says why.
    ///
    /// The note comes first: who sees the name finds the reason; doing it again after a crash goes on. A later copy of the
    /// same bytes takes the place of the held one; beside a held one of other bytes it gets a number. `note` makes the note
    /// for the place under whose name the prompt is held.
    ///
    /// - Returns: `nil` if the prompt is not what was ready any more (gone, changed): look again.
    package func holdRepeat(
        _ prompt: ReadyPrompt,
        note: (PromptPath) -> [UInt8],
        onGiveBack: (PromptPath) -> Void
    ) throws(FileError) -> HeldRepeat? {
        guard let folder = try self.folderIfThere(prompt.path), let bytes = try self.read(prompt) else { return nil }
        let place = try self.placeOfRepeat(prompt.path, bytes, folder)
        let (held, noteName) = (place.fileName(.repeat), RepeatNote.fileName(place))
        try folder.replace(noteName, with: note(place), .all)
        do {
            if try folder.status(held) == nil {
                try folder.rename(prompt.fileName, to: held)
            } else {
                // Looked at just now: the same bytes.
                try folder.rename(prompt.fileName, over: held)
            }
        } catch let error where error.kind == .missing {
            if try folder.status(held) == nil { try self.removeRepeatNote(place, folder) }
            return nil
        }
        guard let status = try folder.status(held), status.isSameContent(as: prompt.status) else {
            // A writer still had it open: perhaps it becomes another prompt.
            try self.removeRepeatNote(place, folder)
            try self.giveBack(held, prompt.fileName, prompt.path, folder, onGiveBack)
            return nil
        }
        return try self.held(held, status, at: place, folder)
    }

    /// What tells the file in `state` of that place from any other, should its owner rename it back; `nil` if it is gone.
    package func ended(_ place: PromptPath, as state: PromptFileState) throws(FileError) -> HeldRepeat? {
        let name = place.fileName(state)
        guard let folder = try self.folderIfThere(place), let status = try folder.status(name) else { return nil }
        return try self.held(name, status, at: place, folder)
    }

    private func held(
        _ name: FileName,
        _ status: FileStatus,
        at place: PromptPath,
        _ folder: OpenDirectory
    ) throws(FileError) -> HeldRepeat {
        let birth = if let birth = try folder.birth(of: name) { birth } else { try folder.mark(name) }
        return HeldRepeat(path: place, inode: status.inode, birth: birth)
    }

    /// The place under whose name the prompt would be held now; `nil` if it is not what was ready any more.
    package func placeOfRepeat(_ prompt: ReadyPrompt) throws(FileError) -> PromptPath? {
        guard let folder = try self.folderIfThere(prompt.path), let bytes = try self.read(prompt) else { return nil }
        return try self.placeOfRepeat(prompt.path, bytes, folder)
    }

    /// The first place where a repeat of these bytes may lie, and its note.
    private func placeOfRepeat(
        _ path: PromptPath,
        _ bytes: [UInt8],
        _ folder: OpenDirectory
    ) throws(FileError) -> PromptPath {
        var (place, number) = (path, 1)
        while true {
            let (held, note) = (place.fileName(.repeat), RepeatNote.fileName(place))
            let isFree = try folder.status(held) == nil ? true : self.holds(bytes, folder, held)
            let isNoteFree = try folder.status(note) == nil || RepeatNote.isOwn(self.bytes(note, folder))
            if isFree, isNoteFree { return place }
            number += 1
            place = path.numbered(number)
        }
    }

    /// Whether there is a file of that prompt's in `state`.
    package func isThere(_ path: PromptPath, as state: PromptFileState) throws(FileError) -> Bool {
        try self.folderIfThere(path)?.status(path.fileName(state)) != nil
    }

    /// Whether a prompt has been dropped under that name.
    package func isDropped(_ path: PromptPath) throws(FileError) -> Bool {
        guard let folder = try self.folderIfThere(path) else { return false }
        return try self.dropped(path, folder) != nil
    }

    /// Whether a failed file of that name holds that very prompt.
    package func hasFailed(_ path: PromptPath, with content: [UInt8]) throws(FileError) -> Bool {
        guard let folder = try self.folderIfThere(path) else { return false }
        return try self.holds(content, folder, path.fileName(.failed))
    }

    /// The held file of that name and its content; `nil` if there is none that can be read.
    package func readHeld(_ path: PromptPath) throws(FileError) -> (status: FileStatus, bytes: [UInt8])? {
        guard let folder = try self.folderIfThere(path), let status = try folder.status(path.fileName(.repeat)) else {
            return nil
        }
        return (status, self.bytes(path.fileName(.repeat), folder))
    }

    /// The inode of the held file of that name; `nil` if there is none.
    package func heldRepeat(_ path: PromptPath) throws(FileError) -> UInt64? {
        try self.folderIfThere(path)?.status(path.fileName(.repeat))?.inode
    }

    /// What the folder says of a ready prompt that may be a held one come back; `nil` if it is gone.
    package func repeatWitness(_ prompt: ReadyPrompt) throws(FileError) -> RepeatWitness? {
        guard let folder = try self.folderIfThere(prompt.path), let status = try folder.status(prompt.fileName) else {
            return nil
        }
        let name = prompt.fileName
        let birth = if let birth = try folder.birth(of: name) { birth } else { try folder.mark(of: name) }
        return RepeatWitness(
            inode: status.inode,
            birth: birth,
            isHeldFileThere: try folder.status(prompt.path.fileName(.repeat)) != nil
        )
    }

    /// Removes the note beside a repeat whose name is claimed again; a file of that name that promptd did not write stays.
    package func removeRepeatNote(_ path: PromptPath) throws(FileError) {
        guard let folder = try self.folderIfThere(path) else { return }
        try self.removeRepeatNote(path, folder)
    }

    func removeRepeatNote(_ path: PromptPath, _ folder: OpenDirectory) throws(FileError) {
        let note = RepeatNote.fileName(path)
        guard try folder.status(note) != nil, RepeatNote.isOwn(self.bytes(note, folder)) else { return }
        try folder.remove(note)
        try folder.flush()
    }
}
