package import FoundationEssentials
package import PromptCore

extension InboxFolder {
    /// What has become of the claimed file of a job whose prompt was dropped anew before it was submitted.
    package enum Superseded: Equatable, Sendable {
        /// The new version has the same bytes, so that nothing is lost.
        case removed
        /// It ends as cancelled, under this name: nothing was charged for it.
        case cancelled(FileName)
        /// It was gone already.
        case absent
    }

    /// Whether `name` is a file of its own, and not the claimed one, whose content is at least as young as `time`.
    package func isVersion(
        _ name: FileName,
        of path: PromptPath,
        notOlderThan time: Date
    ) throws(FileError) -> Bool {
        guard let folder = try self.folderIfThere(path), let found = try folder.status(name), found.kind == .regular,
            found.modifiedDate >= time
        else { return false }
        return try folder.status(path.fileName(.working))?.isSameFile(as: found) == false
    }

    /// Makes room for a newer version of a prompt that was claimed and not submitted.
    ///
    /// `newer` is the new version's name. Doing it again after a crash changes nothing. `onCancel`: see
    /// ``cancelUnclaimed(_:onCancel:)``.
    ///
    /// - Throws: `FileError`; nothing of the newer file is changed.
    package func supersede(
        _ path: PromptPath,
        newer: FileName,
        content: [UInt8]?,
        onCancel: () -> Void
    ) throws(FileError) -> Superseded {
        guard let folder = try self.folderIfThere(path),
            let claimed = try self.claimedName(path, folder, butNot: path.fileName(.cancelled))
        else { return .absent }
        // What the job has claimed, and nothing that somebody has put in its place, goes without a trace.
        if content != nil, try self.holds(content, folder, claimed), try self.holds(content, folder, newer) {
            try folder.remove(claimed)
            try folder.flush()
            return .removed
        }
        onCancel()
        return .cancelled(try self.rename(claimed, to: .cancelled, of: path, from: 1, in: folder).fileName(.cancelled))
    }
}
