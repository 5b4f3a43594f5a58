import FoundationEssentials
import Glibc
import PromptCore
import SystemPackage

/// Tries out, before anything is paid for, what promptd's promises rest on: that a name is made once, that a rename never
/// takes the place of another file, and that what is flushed is on disk.
///
/// Done in the folder's own `.promptd`, when it is opened first and whenever it has been mounted anew.
package enum FolderProbe {
    /// What the files are called begins so; another promptd may try out the same folder.
    private static let prefix = ".probe-"
    /// Seconds after which one that is left is nobody's any more.
    private static let leftover: TimeInterval = 600

    /// - Parameters:
    ///   - root: The folder as its path leads to it.
    ///   - path: The folder's, for messages.
    ///   - takesDownloads: Whether files are downloaded to it, which asks for more.
    /// - Throws: `FileError` of the folder itself, which says what it cannot do.
    package static func check(_ root: OpenDirectory, path: String, takesDownloads: Bool) throws(FileError) {
        let word = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        do {
            let folder = try root.makeDirectory([InboxFolder.ownFolder])
            try self.removeLeftovers(folder)
            let first = try ResultPlace.fileName("\(self.prefix)\(word)-1")
            let second = try ResultPlace.fileName("\(self.prefix)\(word)-2")
            try self.tryOut(first, second, folder, path)
            if takesDownloads { try self.readBack(first, folder, path) }
            for name in [first, second] { try folder.remove(name) }
        } catch {
            // Whatever is wrong there is wrong for everybody.
            var failure = error
            failure.isAtRoot = true
            throw failure
        }
    }

    /// A download is read while it is still being written, and goes on where it was broken off.
    private static func readBack(_ name: FileName, _ folder: OpenDirectory, _ path: String) throws(FileError) {
        let bytes: [UInt8]
        do throws(FileError) {
            let file = try folder.openFile(name, O_RDWR | O_CREAT | O_EXCL)
            try file.write(Array("one".utf8), at: 0)
            try file.flush()
            try file.truncate(to: 2)
            try file.write(Array("e".utf8), at: 2)
            bytes = try file.read(count: 10, at: 0)
        } catch let error where [.full, .readOnly, .inputOutput, .exhausted].contains(error.kind) {
            throw error
        } catch {
            let what = "a file that is being written there cannot be read (\(error.errno))"
            throw FileError.unfit(path, "\(what); with rclone, mount it with --vfs-cache-mode full")
        }
        guard bytes == Array("one".utf8) else {
            throw FileError.unfit(path, "what is written there is not what is read")
        }
    }

    private static func removeLeftovers(_ folder: OpenDirectory) throws(FileError) {
        for name in try folder.entries() where name.hasPrefix(self.prefix) {
            guard let status = try folder.status(name) else { continue }
            if Date().timeIntervalSince(status.modifiedDate) > self.leftover { try folder.remove(name) }
        }
    }

    private static func tryOut(
        _ first: FileName,
        _ second: FileName,
        _ folder: OpenDirectory,
        _ path: String
    ) throws(FileError) {
        let (one, two) = (Array("one".utf8), Array("two".utf8))
        try folder.create(first, with: one, durable: true)
        do throws(FileError) {
            try folder.create(first, with: two, durable: false)
            throw FileError.unfit(path, "it lets a file be made twice")
        } catch let error where error.kind == .exists {
        }
        try folder.create(second, with: two, durable: true)
        do throws(FileError) {
            try folder.rename(first, to: second)
            throw FileError.unfit(path, "it lets a rename take the place of another file")
        } catch let error where error.kind == .exists {
        }
        guard try folder.read(first, limit: 10).bytes == one, try folder.read(second, limit: 10).bytes == two
        else { throw FileError.unfit(path, "what is written there is not what is read") }
        try folder.remove(second)
        try folder.rename(first, to: second)
        guard try folder.status(first) == nil, try folder.read(second, limit: 10).bytes == one else {
            throw FileError.unfit(path, "a renamed file is not under its new name alone")
        }
    }
}
