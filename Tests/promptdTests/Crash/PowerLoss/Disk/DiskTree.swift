/// Folders and files as they lie on a disk, by their paths; a file with two names is one file.
///
/// The same names with the same contents are always equal, whatever the tree was made from: the entries of a folder are
/// in the order of their bytes, each folder's right behind it.
struct DiskTree: Equatable, Sendable {
    enum Content: Equatable, Sendable {
        case folder
        case file([UInt8])
        /// Another name of the file that stands at this path, further ahead in the tree.
        case link(DiskPath)
    }

    struct Entry: Equatable, Sendable {
        let path: DiskPath
        let content: Content
    }

    let entries: [Entry]

    init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// Every path in the tree, a folder's before those in it.
    var paths: [DiskPath] { self.entries.map(\.path) }

    /// What is at a path; `nil` if there is nothing.
    subscript(path: DiskPath) -> Content? {
        self.entries.first { $0.path == path }?.content
    }

    /// The bytes of the file at a path, under whichever of its names; `nil` if there is no file.
    func file(_ path: DiskPath) -> [UInt8]? {
        switch self[path] {
        case .file(let bytes): bytes
        case .link(let first): self.file(first)
        case .folder, nil: nil
        }
    }

    /// The tree as it is after a restart of the machine: without SQLite's shared memory.
    var withoutSharedMemory: DiskTree {
        DiskTree(self.entries.filter { !$0.path.isSharedMemory })
    }

    /// In what another tree is different, one line a path, for people.
    func differences(from other: DiskTree) -> [String] {
        guard self != other else { return [] }
        let (own, others) = (self.contents, other.contents)
        return Set(own.keys).union(others.keys).compactMap { path in
            let (mine, its) = (own[path], others[path])
            return mine == its ? nil : "\(path): \(Self.shown(mine)), not \(Self.shown(its))"
        }.sorted()
    }

    private var contents: [DiskPath: Content] {
        Dictionary(self.entries.map { ($0.path, $0.content) }) { first, _ in first }
    }

    private static func shown(_ content: Content?) -> String {
        switch content {
        case nil: "nothing"
        case .folder: "a folder"
        case .file(let bytes): "\(bytes.count) bytes (\(String(decoding: bytes.prefix(40), as: UTF8.self)))"
        case .link(let path): "the file \(path)"
        }
    }
}
