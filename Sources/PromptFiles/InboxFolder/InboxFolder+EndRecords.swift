package import FoundationEssentials
package import PromptCore

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
        let own = try self.root().makeDirectory([Self.ownFolder])
        if let id { try self.put(record, Self.recordName(id), [Self.ids], in: own, isKept, durability) }
        try self.put(record, Self.recordName(path), [Self.ends] + path.folder, in: own, isKept, durability)
    }

    /// Puts the record of a file that is not taken, unless one tells of an end that was later than the file came.
    package func putEndOfNotTaken(_ record: EndRecord, of path: PromptPath, _ name: FileName) throws(FileError) {
        guard let status = try self.folderIfThere(path)?.status(name) else { return }
        try self.putEnd(
            record,
            of: path,
            id: nil,
            unless: { found in
                EndRecord.ended(in: found).map { $0 >= status.changedDate } ?? false || record.isSameEnd(as: found)
            },
            .none
        )
    }

    private func put(
        _ record: EndRecord,
        _ name: FileName,
        _ folders: [FileName],
        in own: OpenDirectory,
        _ isKept: (([UInt8]) -> Bool)?,
        _ durability: OpenDirectory.Durability
    ) throws(FileError) {
        let folder = try own.makeDirectory(folders)
        if let isKept, try folder.status(name) != nil, isKept(self.bytes(name, folder)) { return }
        try folder.replace(name, with: record.bytes(), durability)
    }

    /// Removes what tells of the end of an earlier drop; that there is nothing is the rule.
    package func removeEnd(of path: PromptPath, id: PromptID?) throws(FileError) {
        let root = try self.root()
        do throws(FileError) {
            let own = try root.directory(Self.ownFolder)
            try Self.remove(Self.recordName(path), [Self.ends] + path.folder, in: own)
            if let id { try Self.remove(Self.recordName(id), [Self.ids], in: own) }
        } catch let error where error.kind == .missing {
        }
    }

    private static func remove(_ name: FileName, _ folders: [FileName], in own: OpenDirectory) throws(FileError) {
        do throws(FileError) {
            try own.directory(folders).remove(name)
        } catch let error where error.kind == .missing {
        }
    }

    /// Removes the records that were written before `time`, and the folders that are empty then.
    package func pruneEnds(before time: Date) throws(FileError) {
        let root = try self.root()
        do throws(FileError) {
            let own = try root.directory(Self.ownFolder)
            for name in [Self.ends, Self.ids] where try own.status(name)?.kind == .directory {
                try Self.prune(try own.directory(name), before: time, deepest: Self.deepest)
            }
        } catch let error where error.kind == .missing {
        }
    }

    private static func prune(_ folder: OpenDirectory, before time: Date, deepest: Int) throws(FileError) {
        for entry in try folder.entries() {
            guard let status = try folder.status(entry) else { continue }
            if status.kind == .regular, status.modifiedDate < time { try folder.remove(entry) }
            guard status.kind == .directory, deepest > 0 else { continue }
            let below = try folder.directory(entry)
            try Self.prune(below, before: time, deepest: deepest - 1)
            if try below.entries().isEmpty { try folder.removeIfEmpty(entry) }
        }
    }

    private static func recordName(_ path: PromptPath) -> FileName {
        // A stem is never empty, so that a name made from it cannot be refused.
        FileName(path.stem.bytes + ".json".utf8) ?? path.stem
    }

    private static func recordName(_ id: PromptID) -> FileName {
        // An id is never empty either, and holds no slash.
        FileName(Array("\(id).json".utf8)) ?? Self.ids
    }
}
