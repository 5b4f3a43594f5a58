import PromptCore

/// Prompts dropped into a workspace, and the sandbox's account book: what the invariants are held against.
struct Scene: Sendable {
    /// A dropped prompt.
    struct Drop: Sendable {
        var name: String
        /// Stands in its text and in no other's, so that the account book tells what was charged for it.
        var mark: String
        var content: String
        /// Files that lie beside it: those with its base name are its own, the others are shared.
        var files: [(name: String, bytes: [UInt8])] = []

        /// The files that go with it.
        var ownFiles: [String] { self.files.map(\.name).filter { $0.hasPrefix("\(self.name).") } }
        /// The files that others may need.
        var sharedFiles: [String] { self.files.map(\.name).filter { !$0.hasPrefix("\(self.name).") } }

        init(_ name: String, mark: String, images: Int = 1) {
            self.name = name
            self.mark = mark
            self.content = Workspace.picture(of: mark, images: images)
        }
    }

    var workspace: Workspace
    var drops: [Drop]
    /// Flags of its daemons, beside the usual ones.
    var flags: [String]

    /// Makes a workspace with the prompts in its inbox, in memory where that is possible.
    init(_ drops: [Drop], flags: [String] = []) throws {
        self.flags = flags
        self.workspace = try Workspace(in: Files.isFolder("/dev/shm") ? "/dev/shm" : nil)
        self.drops = drops
        for drop in drops {
            for file in drop.files { try Files.write(file.bytes, to: "\(self.workspace.inbox)/\(file.name)") }
            try self.workspace.drop(drop.name, drop.content)
        }
    }
}
