package import PromptCore

/// What owners do on the share, done for them: the same renames and files, so that whoever works on the inbox has one way
/// alone by which it is told.
extension InboxFolder {
    /// A command to cancel that has been given.
    package struct CancelGesture: Equatable, Sendable {
        /// The prompt's file, whose name is the command now.
        package var file: FileStatus
        /// promptd had it already.
        package var wasClaimed: Bool
    }

    /// What has become of a file whose name was made a command to cancel.
    package enum CancelEnd: Equatable, Sendable {
        case cancelled
        /// It has its claimed name again: it is charged, and will be delivered.
        case goesOn
        /// It is gone, as it is when a prompt is delivered.
        case gone
        case failed
    }

    /// Gives the command to cancel, whichever name the prompt has at the moment.
    ///
    /// - Returns: `nil` if there is no such prompt that waits or is being worked on.
    package func giveCancel(_ path: PromptPath) throws(FileError) -> CancelGesture? {
        guard let folder = try self.folderIfThere(path) else { return nil }
        // Twice: it may be claimed between the look and the renaming.
        for state in [PromptFileState.working, .prompt, .working] {
            let name = state == .prompt ? try self.dropped(path, folder) : path.fileName(state)
            guard let name, let file = try folder.status(name), file.kind == .regular else { continue }
            do {
                try folder.rename(name, to: path.fileName(.cancel), repairing: true)
            } catch let error where error.kind == .missing {
                continue
            } catch let error where error.kind == .exists {
                // Somebody has put the command beside it.
            }
            return CancelGesture(file: file, wasClaimed: state == .working)
        }
        let cancel = path.fileName(.cancel)
        guard let file = try folder.status(cancel), file.kind == .regular, !self.isMereWish(cancel, folder) else {
            return nil
        }
        // It was given before, and nobody has taken it yet.
        return CancelGesture(file: file, wasClaimed: true)
    }

    /// What has become of a command to cancel, by the file itself: another one may have any of its names by now.
    ///
    /// - Returns: `nil` as long as that is not decided.
    package func cancelEnd(_ gesture: CancelGesture, _ path: PromptPath) throws(FileError) -> CancelEnd? {
        guard let folder = try self.folderIfThere(path) else { return .gone }
        if try folder.status(path.fileName(.cancel)) != nil { return nil }
        for name in try folder.entries() {
            guard case .file(_, let state) = InboxName(name), let found = try folder.status(name),
                // By its content as well: another one may have its number as soon as it is gone.
                found.isSameContent(as: gesture.file)
            else { continue }
            switch state {
            case .cancelled: return .cancelled
            case .failed: return .failed
            case .working: return .goesOn
            // Taken back, or on its way.
            case .prompt, .cancel, .repeat: return nil
            case .error, .adopt: continue
            }
        }
        return .gone
    }

    /// What has become of a command to adopt.
    package enum AdoptionEnd: Equatable, Sendable {
        /// It has been taken, and what told of the failure is gone.
        case adopted
        /// The content of the explanation.
        case refused([UInt8])
    }

    /// Gives the command to adopt a request.
    ///
    /// - Returns: `false` if there is nothing that has failed under that name.
    package func giveAdoption(_ path: PromptPath, of requestID: RequestID) throws(FileError) -> Bool {
        guard let folder = try self.folderIfThere(path) else { return false }
        if try folder.status(path.fileName(.failed)) == nil, try folder.status(path.fileName(.error)) == nil {
            return false
        }
        try folder.remove(path.adoption.fileName(.error))
        try folder.replace(path.fileName(.adopt), with: Adoption.bytes(requestID), .all)
        return true
    }

    /// What has become of the command to adopt; `nil` as long as that is not decided.
    package func adoptionEnd(_ path: PromptPath) throws(FileError) -> AdoptionEnd? {
        guard let folder = try self.folderIfThere(path) else { return nil }
        guard try folder.status(path.fileName(.adopt)) == nil else { return nil }
        let refusal = path.adoption.fileName(.error)
        guard try folder.status(refusal) != nil else { return .adopted }
        return .refused(try folder.read(refusal, limit: Self.largestPrompt).bytes)
    }
}
