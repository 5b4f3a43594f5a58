package import PromptCore

/// What people in a folder of the inbox are told of what is not taken there.
extension InboxFolder {
    /// The file that says it.
    package static let notTaken = FileName(fixed: "PROMPTD HAS NOT TAKEN THESE.txt")
    private static let halfWritten = FileName(fixed: ".PROMPTD HAS NOT TAKEN THESE.txt.tmp")

    /// Whether it is that file, or one that a crash has left half-written.
    static func isNotTakenNotice(_ name: FileName) -> Bool { name == self.notTaken || name == self.halfWritten }

    /// What a file that is not taken brings with it, as far as it can be read as a prompt.
    package func origin(of name: FileName, in names: [FileName]) -> JobOrigin {
        do throws(FileError) {
            let folder = try self.root().directory(names)
            guard let status = try folder.status(name), status.kind == .regular else { return JobOrigin() }
            return JobOrigin(reading: self.bytes(name, folder), droppedBy: UserName.owner(of: status))
        } catch {
            return JobOrigin()
        }
    }

    /// A file's path for people.
    package static func text(_ folder: [FileName], _ name: FileName) -> String {
        (folder + [name]).map(\.description).joined(separator: "/")
    }

    /// What mends a folder that promptd is kept out of, or in which it may not give files another name; `nil` for any
    /// other trouble.
    ///
    /// For a person who has made the folder over a share, and for whoever looks after that.
    package static func closedFolder(_ failure: FileError) -> String? {
        guard failure.kind == .denied, !failure.isAtRoot else { return nil }
        let what: String
        if failure.isAboutFolder {
            what = "rename files in this folder"
        } else if ["open the folder", "list"].contains(failure.operation) {
            what = "look into this folder"
        } else {
            return nil
        }
        return """
            promptd may not \(what), so that nothing in it is made. Whoever made the folder, or root, mends that on the \
            server: chmod g+rwxs FOLDER (and chgrp, if its group is not promptd's). On a Samba share, "inherit permissions = \
            yes" lets new folders come right. Or move the prompts to where others work, such as the inbox itself.
            """
    }
}
