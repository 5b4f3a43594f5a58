import Glibc
import PromptCore
import SystemPackage

/// Tries out, before anything is paid for, what promptd's promises rest on: that a name is made once, that a rename never
/// takes the place of another file, and that what is flushed is on disk.
///
/// Done in the folder's own `.promptd`, when it is opened first and whenever it has been mounted anew.
package enum FolderProbe {
    private static let first = FileName(fixed: ".probe-1")
    private static let second = FileName(fixed: ".probe-2")

    /// - Throws: `FileError` of the folder itself, which says what it cannot do.
    package static func check(_ root: OpenDirectory, path: String) throws(FileError) {
        do {
            let folder = try root.makeDirectory([InboxFolder.ownFolder])
            for name in [self.first, self.second] { try folder.remove(name) }
            try self.tryOut(folder, path)
            for name in [self.first, self.second] { try folder.remove(name) }
        } catch {
            // Whatever is wrong there is wrong for everybody.
            var failure = error
            failure.isAtRoot = true
            throw failure
        }
    }

    private static func tryOut(_ folder: OpenDirectory, _ path: String) throws(FileError) {
        let (one, two) = (Array("one".utf8), Array("two".utf8))
        try folder.create(self.first, with: one, durable: true)
        do throws(FileError) {
            try folder.create(self.first, with: two, durable: false)
            throw FileError.unfit(path, "it lets a file be made twice")
        } catch let error where error.kind == .exists {
        }
        try folder.create(self.second, with: two, durable: true)
        do throws(FileError) {
            try folder.rename(self.first, to: self.second)
            throw FileError.unfit(path, "it lets a rename take the place of another file")
        } catch let error where error.kind == .exists {
        }
        guard try folder.read(self.first, limit: 10).bytes == one, try folder.read(self.second, limit: 10).bytes == two
        else { throw FileError.unfit(path, "what is written there is not what is read") }
        try folder.remove(self.second)
        try folder.rename(self.first, to: self.second)
        guard try folder.status(self.first) == nil, try folder.read(self.second, limit: 10).bytes == one else {
            throw FileError.unfit(path, "a renamed file is not under its new name alone")
        }
    }
}
