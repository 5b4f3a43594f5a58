import PromptCore
import Synchronization
import SystemPackage

extension ResultPlace {
    /// Puts files into the folder in which the results of the prompts of one file lie, each under the first name that is free.
    ///
    /// Done again, it finds what it has put there. This is the place of any of those prompts.
    ///
    /// - Returns: the folder's path below the outbox.
    package func putBeside(_ files: [(stem: String, suffix: String, bytes: [UInt8])]) throws(FileError) -> String {
        let parent = try StagingFolder.naming.withLock { _ throws(FileError) in try self.parentForNew() }
        for file in files {
            var number = 1
            while true {
                let stem = number < 2 ? file.stem : "\(file.stem)-\(number)"
                number += 1
                let name = try Self.fileName(stem + file.suffix)
                if try parent.folder.createWhole(name, with: file.bytes) { break }
                if try Self.holds(file.bytes, name, in: parent.folder) { break }
            }
        }
        try parent.folder.flush()
        return parent.names.joined(separator: "/")
    }

    private static func holds(
        _ bytes: [UInt8],
        _ name: FileName,
        in folder: OpenDirectory
    ) throws(FileError) -> Bool {
        guard let status = try folder.status(name), status.kind == .regular, status.size == Int64(bytes.count) else {
            return false
        }
        return try folder.read(name, limit: bytes.count).bytes == bytes
    }
}
