import Glibc
package import PromptCore

extension InboxFolder {
    /// What the owner of a claimed prompt wants, as the folder shows it now.
    package enum OwnerCommand: Equatable, Sendable {
        case clear
        /// A `PAUSE` file lies in its folder or one above.
        case paused
        case cancelCommanded
    }

    package func ownerCommand(for path: PromptPath) throws(FileError) -> OwnerCommand {
        var folder = try self.root()
        if try folder.status(Self.pause) != nil { return .paused }
        for name in path.folder {
            do {
                folder = try folder.directory(name)
            } catch let error where error.kind == .missing {
                return .clear
            }
            if try folder.status(Self.pause) != nil { return .paused }
        }
        return try folder.status(path.fileName(.cancel)) == nil ? .clear : .cancelCommanded
    }

    private static let pause = FileName(fixed: "PAUSE")
}
