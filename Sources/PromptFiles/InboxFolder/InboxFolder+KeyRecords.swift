package import PromptCore
import SystemPackage

/// `.promptd/ids`: what became of drops that bring a key, and the removal of records when a name or a key is taken up again.
extension InboxFolder {
    /// What there is under a key.
    package enum KeyFile: Sendable {
        case none
        case content([UInt8])
        /// There is one, and it cannot be read.
        case unreadable(FileError)
        /// Something is in the way of all of them: no folder, or one that promptd may not enter.
        case noFolder(FileError)
    }

    /// Puts a record under the key that the prompt brings, and nowhere else.
    ///
    /// The record of another drop that was or may have been charged stays, unless this one was or may have been as well.
    package func putEnd(
        _ record: EndRecord,
        under id: PromptID,
        unless isKept: (([UInt8]) -> Bool)?,
        _ durability: OpenDirectory.Durability
    ) throws(FileError) {
        let keeps: ([UInt8]) -> Bool = { found in
            if isKept?(found) == true { return true }
            return !record.mayHaveBeenCharged && KeyRecord.isOfPaid(id, in: found, otherThan: record.job)
        }
        try self.put(record, Self.recordName(id), [Self.ids], keeps, durability)
    }

    /// What there is under a key.
    package func keyFile(of id: PromptID) throws(FileError) -> KeyFile {
        let root = try self.root()
        let folder: OpenDirectory
        do throws(FileError) {
            folder = try root.directory([Self.ownFolder, Self.ids])
        } catch {
            guard error.isOfOneItem else { throw error }
            return error.kind == .missing ? .none : .noFolder(error)
        }
        do throws(FileError) {
            return .content(try folder.read(Self.recordName(id), limit: Self.largestPrompt).bytes)
        } catch {
            guard error.isOfOneItem else { throw error }
            return error.kind == .missing ? .none : .unreadable(error)
        }
    }

    /// Removes what tells of the end of an earlier drop; that there is nothing is the rule.
    ///
    /// What is under the key `id` stays if it tells of another drop than `job` that was or may have been charged.
    package func removeEnd(of path: PromptPath, id: PromptID?, for job: JobID?) throws(FileError) {
        let root = try self.root()
        do throws(FileError) {
            let own = try root.directory(Self.ownFolder)
            var failure: FileError?
            if let id {
                do throws(FileError) {
                    try self.remove(id, for: job, in: own)
                } catch {
                    failure = error
                }
            }
            try Self.remove(Self.recordName(path), [Self.ends] + path.shown.folder, in: own)
            if let failure { throw failure }
        } catch let error where error.kind == .missing {
        }
    }

    private func remove(_ id: PromptID, for job: JobID?, in own: OpenDirectory) throws(FileError) {
        let name = Self.recordName(id)
        do throws(FileError) {
            let folder = try own.directory(Self.ids)
            guard !KeyRecord.isOfPaid(id, in: self.bytes(name, folder), otherThan: job) else { return }
            try folder.remove(name)
        } catch let error where error.kind == .missing {
        }
    }

    private static func remove(_ name: FileName, _ folders: [FileName], in own: OpenDirectory) throws(FileError) {
        do throws(FileError) {
            try own.directory(folders).remove(name)
        } catch let error where error.kind == .missing {
        }
    }

    static func recordName(_ id: PromptID) -> FileName {
        // An id is never empty, and holds no slash.
        FileName(Array("\(id).json".utf8)) ?? Self.ids
    }
}
