package import FoundationEssentials
package import PromptCore
import SystemPackage

/// `.promptd/ends` and `.promptd/ids`: how drops have ended, for programs (contract §3.1).
extension InboxFolder {
    /// The folder of records by the prompts' paths, and the one by their ids, both in promptd's own.
    package static let ends = FileName(fixed: "ends")
    package static let ids = FileName(fixed: "ids")

    /// Puts the record of a drop's end where programs look for it, in place of what told of an earlier drop of that name.
    ///
    /// With `id`, the key that the prompt brings, under that as well. Where `isKept` says so of what is there already, that
    /// stays: a program that has read it would take another for a new end.
    package func putEnd(
        _ record: EndRecord,
        of path: PromptPath,
        id: PromptID?,
        unless isKept: (([UInt8]) -> Bool)?,
        _ durability: OpenDirectory.Durability
    ) throws(FileError) {
        var failure: FileError?
        if let id {
            do throws(FileError) {
                try self.putEnd(record, under: id, unless: isKept, durability)
            } catch {
                // What is wrong with the one keeps the other from nothing.
                guard error.isOfOneItem else { throw error }
                failure = error
            }
        }
        try self.put(record, Self.recordName(path), [Self.ends] + path.shown.folder, isKept, durability)
        if let failure { throw failure }
    }

    /// Puts the record of a file that is not taken, unless the name it is meant to have is in use, or has been.
    ///
    /// It would be taken for the end of that one.
    package func putEndOfNotTaken(_ record: EndRecord, of path: PromptPath) throws(FileError) {
        guard let folder = try self.folderIfThere(path) else { return }
        for state in [PromptFileState.prompt, .working, .cancel] {
            guard try folder.status(path.fileName(state)) == nil else { return }
        }
        try self.putEnd(
            record,
            of: path,
            id: nil,
            unless: { found in
                !found.isEmpty && (!EndRecord.isOfNotTaken(found) || record.isSameEnd(as: found))
            },
            .none
        )
    }

    func put(
        _ record: EndRecord,
        _ name: FileName,
        _ folders: [FileName],
        _ isKept: (([UInt8]) -> Bool)?,
        _ durability: OpenDirectory.Durability
    ) throws(FileError) {
        do throws(FileError) {
            return try self.putOnce(record, name, folders, isKept, durability)
        } catch let error where error.kind == .missing {
            // An empty folder may have been removed in between.
        }
        try self.putOnce(record, name, folders, isKept, durability)
    }

    private func putOnce(
        _ record: EndRecord,
        _ name: FileName,
        _ folders: [FileName],
        _ isKept: (([UInt8]) -> Bool)?,
        _ durability: OpenDirectory.Durability
    ) throws(FileError) {
        let folder = try self.root().makeDirectory([Self.ownFolder] + folders)
        if let isKept, try folder.status(name) != nil, isKept(self.bytes(name, folder)) { return }
        try folder.replace(name, with: record.bytes(), durability)
    }

    /// The folders that hold records, by their names below promptd's own; the deepest first.
    package func endFolders() throws(FileError) -> [[FileName]] {
        let root = try self.root()
        var found: [[FileName]] = []
        for name in [Self.ends, Self.ids] {
            do throws(FileError) {
                try Self.collect(try root.directory([Self.ownFolder, name]), [name], &found)
            } catch {
                guard error.isOfOneItem else { throw error }
            }
        }
        return found.reversed()
    }

    private static func collect(
        _ folder: OpenDirectory,
        _ names: [FileName],
        _ found: inout [[FileName]]
    ) throws(FileError) {
        found.append(names)
        guard names.count <= Self.deepest else { return }
        for entry in try folder.listing() where entry.kind == .directory {
            do throws(FileError) {
                try Self.collect(try folder.directory(entry.name), names + [entry.name], &found)
            } catch {
                guard error.isOfOneItem else { throw error }
            }
        }
    }

    /// Removes the records of one of ``endFolders()`` that were written before `time`, and the folder if it is empty then.
    ///
    /// At most `limit` files are looked at, from the `first` on by the order of the folder.
    ///
    /// - Returns: where to go on; `nil` at the end.
    package func pruneEnds(
        in names: [FileName],
        before time: Date,
        from first: Int,
        limit: Int
    ) throws(FileError) -> Int? {
        guard let own = names.last else { return nil }
        let parent = try self.root().directory([Self.ownFolder] + names.dropLast())
        let folder = try parent.directory(own)
        let entries = try folder.listing()
        let looked = entries.dropFirst(first).prefix(limit)
        var removed = 0
        for entry in looked where entry.kind != .directory {
            guard let status = try folder.status(entry.name), status.kind == .regular, status.modifiedDate < time else {
                continue
            }
            try folder.remove(entry.name)
            removed += 1
        }
        // What the folder brings in another order now has its turn another day.
        if first + looked.count < entries.count { return first + looked.count - removed }
        if names.count > 1, try folder.listing().isEmpty { try parent.removeIfEmpty(own) }
        return nil
    }

    static func recordName(_ path: PromptPath) -> FileName {
        // A stem is never empty, so that a name made from it cannot be refused.
        FileName(path.stem.bytes + ".json".utf8) ?? path.stem
    }
}
