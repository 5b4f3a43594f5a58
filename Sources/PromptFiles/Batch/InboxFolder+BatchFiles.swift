package import PromptCore
import SystemPackage

/// What people see in the inbox of a file with many prompts.
extension InboxFolder {
    /// Puts the table of its prompts in the place of the claimed file.
    ///
    /// - Returns: `false` if the claimed file is not there: its owner has renamed or removed it, and it stays so.
    @discardableResult
    package func putTable(_ bytes: [UInt8], of path: PromptPath) throws(FileError) -> Bool {
        let working = path.fileName(.working)
        guard let folder = try self.folderIfThere(path), try folder.status(working)?.kind == .regular else {
            return false
        }
        try folder.replace(working, with: bytes, .content, forPeople: true)
        return true
    }

    /// Whether the table, or the claimed file that it takes the place of, is there.
    package func hasTable(of path: PromptPath) throws(FileError) -> Bool {
        try self.folderIfThere(path)?.status(path.fileName(.working)) != nil
    }

    /// Removes the table, the claimed file that it has taken the place of, and a wish to cancel them; what is somebody's own
    /// gets a free name.
    ///
    /// `isOwn` tells whether what a file holds is promptd's table, or what was claimed.
    ///
    /// - Returns: the new names of such files.
    package func removeTable(of path: PromptPath, isOwn: ([UInt8]) -> Bool) throws(FileError) -> [FileName] {
        guard let folder = try self.folderIfThere(path) else { return [] }
        // A power cut may bring one back that a table was written under.
        try folder.remove(try folder.temporary(for: path.fileName(.working)))
        var kept: [FileName] = []
        for name in [path.fileName(.working), path.fileName(.cancel)] {
            guard let status = try folder.status(name) else { continue }
            let isWish = name == path.fileName(.cancel) && status.kind == .regular
            var isRemoved = isWish && self.isMereWish(name, folder)
            if !isRemoved, status.kind == .regular, status.size <= Self.largestTable {
                isRemoved = isOwn(try folder.read(name, limit: Self.largestTable).bytes)
            }
            if isRemoved { try folder.remove(name) } else { kept.append(try self.setAside(name, of: path, in: folder)) }
        }
        try folder.flush()
        return kept
    }

    /// Bytes that a table of the most prompts takes, and more.
    private static let largestTable = 64 << 20

    /// Puts the file that holds those prompts again which are to be mended, under the first name that is free.
    ///
    /// Done again, it finds what it has put there.
    ///
    /// - Returns: its name.
    package func putRetry(_ bytes: [UInt8], _ format: BatchFormat, of path: PromptPath) throws(FileError) -> FileName {
        let (folder, place) = try self.nearestFolder(path)
        var number = 1
        while true {
            let stem = number < 2 ? place.stem : place.numbered(number).stem
            number += 1
            guard let name = FileName(stem.bytes + format.retrySuffix.utf8) else { continue }
            if try folder.createWhole(name, with: bytes) || self.bytes(name, folder) == bytes {
                try folder.flush()
                return name
            }
        }
    }

    /// Puts the explanation of what is left to be done beside it.
    package func putExplanation(_ bytes: [UInt8], of path: PromptPath) throws(FileError) {
        let (folder, place) = try self.nearestFolder(path)
        try folder.replace(place.fileName(.error), with: bytes, .all, forPeople: true)
    }
}
