import CLinux
import Glibc
package import PromptCore
import SystemPackage

extension OpenDirectory {
    /// Gives a file of this folder another name in it, durably, and never in place of another file.
    ///
    /// After a power cut a file may show under both names. With `repairing` that counts as a rename that is to be finished.
    /// It is for the holder of the file alone: where a rename is a link and an unlink, the rename of another machine that
    /// is under way looks the same.
    ///
    /// - Throws: kind `exists` if the new name is taken, `missing` if the old one is gone.
    package func rename(_ old: FileName, to new: FileName, repairing: Bool = false) throws(FileError) {
        do {
            try self.renameWithoutReplacing(old, new)
        } catch let error where error.kind == .exists && repairing {
            // A rename between two links of one file does nothing and reports success, so that the old name has to be
            // removed instead.
            guard let from = try self.status(old), let to = try self.status(new), from.isSameFile(as: to),
                from.kind == .regular
            else { throw error }
            try self.remove(old)
        }
        try self.flush()
    }

    /// Gives a file of this folder another name in it, durably, in place of the file that has it.
    ///
    /// A crash leaves one of the two under the new name.
    ///
    /// - Throws: kind `missing` if the old one is gone.
    func rename(_ old: FileName, over new: FileName) throws(FileError) {
        if let from = try self.status(old), let to = try self.status(new), from.isSameFile(as: to) {
            // Between two links of one file a rename does nothing.
            try self.remove(old)
        } else {
            try self.plainRename(old, new)
        }
        try self.flush()
    }

    /// Gives an entry of this folder another name in it, never in place of another; a power cut may take that back until
    /// the folder's next flush.
    ///
    /// - Throws: kind `exists` if the new name is taken, `missing` if the old one is gone.
    func renameWithoutReplacing(_ old: FileName, _ new: FileName) throws(FileError) {
        do {
            try unsafe self.call("rename", old) { oldName in
                unsafe new.withCString {
                    unsafe clinux_rename_noreplace(self.descriptor, oldName, self.descriptor, $0)
                }
            }
        } catch let error where [.invalidArgument, .noFunction, .notSupported].contains(error.errno) {
            try self.renameByOtherMeans(old, new)
        }
    }

    /// For file systems that cannot rename without replacing (NFS, some FUSE): a link refuses an existing name too.
    private func renameByOtherMeans(_ old: FileName, _ new: FileName) throws(FileError) {
        guard let status = try self.status(old) else {
            throw FileError("rename", self.path(of: old), .noSuchFileOrDirectory)
        }
        guard status.kind == .directory else {
            return try self.renameByLink(old, new)
        }
        // A folder cannot be linked; but a rename onto a folder with anything in it fails, so that nothing is lost.
        if try self.status(new) != nil { throw FileError("rename", self.path(of: new), .fileExists) }
        try self.plainRename(old, new)
    }

    /// Answers of `link` that say something about this file or this disk; any other says that there are no links.
    private static let answersOfLink: Set<Errno> = [
        .fileExists, .noSuchFileOrDirectory, .noSpace, .diskQuotaExceeded, .readOnlyFileSystem, .permissionDenied,
    ]

    /// Of several that want the new name the one whose link is made has it; that the old name is gone when it comes to
    /// remove it changes nothing.
    private func renameByLink(_ old: FileName, _ new: FileName) throws(FileError) {
        do {
            try self.link(old, new)
        } catch let error where !Self.answersOfLink.contains(error.errno) {
            // No links (SMB, exFAT: EPERM; rclone mounts: EIO): look first. Another client could still take the name in
            // between; its file would be one promptd names, which nobody else is to make.
            if try self.status(new) != nil { throw FileError("rename", self.path(of: new), .fileExists) }
            return try self.plainRename(old, new)
        }
        try self.remove(old)
    }

    /// The first step of a rename where there is no other way; the second is to remove the old name.
    func link(_ old: FileName, _ new: FileName) throws(FileError) {
        try unsafe self.call("link", old) { oldName in
            unsafe new.withCString { unsafe linkat(self.descriptor, oldName, self.descriptor, $0, 0) }
        }
    }

    private func plainRename(_ old: FileName, _ new: FileName) throws(FileError) {
        try unsafe self.call("rename", old) { oldName in
            unsafe new.withCString { unsafe renameat(self.descriptor, oldName, self.descriptor, $0) }
        }
    }
}
