import Glibc
package import PromptCore

extension InboxFolder {
    /// What the owner of a claimed prompt asks for.
    package enum OwnerCommand: Equatable, Sendable {
        /// A `PAUSE` file lies in its folder or one above.
        case pause
        /// Its file has been renamed to be cancelled.
        case cancel
    }

    /// What the owner asks for, as the folder shows it now; `nil` if nothing is in the way of the prompt.
    package func ownerCommand(for path: PromptPath) throws(FileError) -> OwnerCommand? {
        var folder = try self.root()
        if try folder.status(Self.pause) != nil { return .pause }
        for name in path.folder {
            do {
                folder = try folder.directory(name)
            } catch let error where error.kind == .missing {
                return nil
            }
            if try folder.status(Self.pause) != nil { return .pause }
        }
        return try folder.status(path.fileName(.cancel)) == nil ? nil : .cancel
    }

    private static let pause = FileName(fixed: "PAUSE")
}
