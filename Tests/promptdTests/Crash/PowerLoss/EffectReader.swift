import Glibc

/// Makes effects of operations, one after the other.
struct EffectReader {
    /// An operation that flushes.
    struct Flush {
        let position: Int
        let start: Int
        /// What it flushes; `nil` if everything.
        let node: Int?
    }

    private(set) var live: LiveTree
    private(set) var effects: [Effect] = []
    private(set) var flushes: [Flush] = []
    let root: String
    private let dataSize: Int
    /// The files' sizes as the running system sees them.
    private var sizes: [Int: Int] = [:]
    /// The latest effect on a file's size, and on a folder's own name.
    private var resized: [Int: Int] = [:]
    private var named: [Int: Int] = [:]

    init(_ live: LiveTree, root: String, dataSize: Int) {
        self.live = live
        self.root = root
        self.dataSize = dataSize
        for (node, content) in live.nodes.enumerated() {
            if case .file(let bytes) = content { self.sizes[node] = bytes.count }
        }
    }

    /// Notes what the operation at a place in the trace has changed or flushed.
    ///
    /// What has failed, what is outside the root and SQLite's shared memory leave nothing to note.
    mutating func read(_ operation: TracedOperation, at position: Int) throws {
        guard operation.hasSucceeded, operation.kind != .net else { return }
        if operation.call == "syncfs" || operation.call == "sync" {
            return self.flushes.append(Flush(position: position, start: operation.start, node: nil))
        }
        guard let path = DiskPath(operation.path, below: self.root), !path.isSharedMemory else { return }
        switch operation.call {
        case "open", "openat", "creat":
            try self.open(path, operation, position)
        case "mkdir", "mkdirat":
            let node = self.live.add(.folder)
            self.named[node] = self.effects.count
            try self.name([(path, node)], operation, position)
        case "unlink", "unlinkat", "rmdir":
            try self.name([(path, nil)], operation, position)
        case "link", "linkat":
            let node = try self.known(self.live.node(at: path), operation)
            try self.name([(self.target(operation), node)], operation, position)
        case "rename", "renameat", "renameat2":
            try self.rename(path, to: self.target(operation), operation, position)
        case "fsync", "fdatasync":
            let node = try self.openNode(path, operation)
            self.flushes.append(Flush(position: position, start: operation.start, node: node))
        case "truncate", "ftruncate":
            try self.resize(self.openNode(path, operation), operation.length, operation, position)
        case "fallocate":
            try self.allocate(self.openNode(path, operation), operation, position)
        case "write", "writev", "pwrite64", "pwritev", "pwritev2", "copy_file_range", "sendfile":
            try self.write(self.openNode(path, operation), operation, position)
        case "sync_file_range":
            // It promises nothing: neither the size nor the disk's own cache is flushed.
            break
        default:
            throw PowerLossTrouble(operation, "it is not modelled")
        }
    }

    // MARK: - Names

    private mutating func open(_ path: DiskPath, _ operation: TracedOperation, _ position: Int) throws {
        if let node = self.live.node(at: path) {
            let isEmptied = operation.call == "creat" || operation.flags & Int(O_TRUNC) != 0
            if isEmptied, !self.live.isFolder(node) { self.resize(node, 0, operation, position) }
        } else {
            let node = self.live.add(.file([]))
            self.sizes[node] = 0
            try self.name([(path, node)], operation, position)
        }
    }

    private mutating func rename(
        _ old: DiskPath,
        to new: DiskPath,
        _ operation: TracedOperation,
        _ position: Int
    ) throws {
        let node = try self.known(self.live.node(at: old), operation)
        let replaced = self.live.node(at: new)
        // Between two names of one file a rename does nothing.
        if replaced == node { return }
        if operation.flags & Self.exchange != 0 {
            let other = try self.known(replaced, operation)
            guard !self.live.isFolder(node), !self.live.isFolder(other) else {
                throw PowerLossTrouble(operation, "an exchange of folders is not modelled")
            }
            try self.name([(old, other), (new, node)], operation, position)
        } else if self.live.isFolder(node) {
            // No folder is ever seen under two names, so that its renamings follow each other.
            let requires = self.named.updateValue(self.effects.count, forKey: node)
            try self.name([(new, node), (old, nil)], operation, position, requires: requires)
        } else {
            let arrival = self.effects.count
            try self.name([(new, node)], operation, position)
            try self.name([(old, nil)], operation, position, requires: arrival, isDeparture: true)
        }
    }

    private static let exchange = 2

    private mutating func name(
        _ namings: [(path: DiskPath, node: Int?)],
        _ operation: TracedOperation,
        _ position: Int,
        requires: Int? = nil,
        isDeparture: Bool = false
    ) throws {
        var made: [Effect.Naming] = []
        for (path, node) in namings {
            guard let slot = self.live.slot(at: path) else {
                throw PowerLossTrouble(operation, "no folder for \(path)")
            }
            guard node != nil || self.live.names[slot] != nil else { throw PowerLossTrouble(operation, "no \(path)") }
            made.append(Effect.Naming(slot: slot, node: node))
        }
        // Only now, so that an exchange of names is looked up before it is done.
        for naming in made {
            let previous = self.live.names[naming.slot]
            let isMoved = isDeparture || made.contains { $0.node == previous }
            self.live.set(naming.slot, to: naming.node, isMoved: isMoved)
        }
        self.add(.names(made), operation, position, requires, isDeparture)
    }

    private func target(_ operation: TracedOperation) throws -> DiskPath {
        guard let path = DiskPath(operation.to, below: self.root) else {
            throw PowerLossTrouble(operation, "it leads out of the tree")
        }
        return path
    }

    // MARK: - Bytes

    private mutating func write(_ file: Int, _ operation: TracedOperation, _ position: Int) throws {
        guard operation.result > 0 else { return }
        let bytes = operation.data..<(operation.data + operation.size)
        guard operation.size == operation.result, bytes.lowerBound >= 0, bytes.upperBound <= self.dataSize else {
            throw PowerLossTrouble(operation, "what it wrote is not in the trace")
        }
        self.sizes[file] = max(self.sizes[file, default: 0], operation.offset + operation.size)
        // Bytes reach the blocks that the file has got with its size, never those it had before.
        let change = Effect.Change.write(file: file, offset: operation.offset, bytes: bytes)
        self.add(change, operation, position, self.resized[file])
    }

    private mutating func allocate(_ file: Int, _ operation: TracedOperation, _ position: Int) throws {
        guard operation.flags == 0 || operation.flags == Self.keepSize else {
            throw PowerLossTrouble(operation, "this kind of allocation is not modelled")
        }
        let size = operation.offset + operation.length
        if operation.flags == 0, size > self.sizes[file, default: 0] { self.resize(file, size, operation, position) }
    }

    private static let keepSize = 1

    private mutating func resize(_ file: Int, _ size: Int, _ operation: TracedOperation, _ position: Int) {
        guard self.sizes.updateValue(size, forKey: file) != size else { return }
        let requires = self.resized.updateValue(self.effects.count, forKey: file)
        self.add(.resize(file: file, size: size), operation, position, requires)
    }

    // MARK: -

    private mutating func add(
        _ change: Effect.Change,
        _ operation: TracedOperation,
        _ position: Int,
        _ requires: Int?,
        _ isDeparture: Bool = false
    ) {
        self.effects.append(
            Effect(
                change: change,
                position: position,
                end: operation.end,
                requires: requires,
                isDeparture: isDeparture
            )
        )
    }

    /// What an open file's path leads to, its name being gone or not.
    private func openNode(_ path: DiskPath, _ operation: TracedOperation) throws -> Int {
        let mark = Array(" (deleted)".utf8)
        guard path.bytes.suffix(mark.count).elementsEqual(mark) else {
            // Another thread may have renamed it since the call began.
            return try self.known(self.live.node(at: path) ?? self.live.nodeBefore(at: path, isMoved: true), operation)
        }
        let name = DiskPath(bytes: Array(path.bytes.dropLast(mark.count)))
        return try self.known(self.live.nodeBefore(at: name, isMoved: false), operation)
    }

    private func known(_ node: Int?, _ operation: TracedOperation) throws -> Int {
        guard let node else { throw PowerLossTrouble(operation, "there is no such file in the model") }
        return node
    }
}
