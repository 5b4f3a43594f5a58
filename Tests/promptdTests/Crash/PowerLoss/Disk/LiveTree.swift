import Glibc
import PromptCore

/// The names as the running system sees them while a trace goes on, and every name there ever was.
///
/// Files and folders are numbered as nodes, places for a name in a folder as slots: a disk's state is then which slot
/// stands for which node.
struct LiveTree: Sendable {
    enum Node: Sendable {
        case folder
        /// With what was in it before the trace began.
        case file([UInt8])
    }

    private struct Place: Hashable {
        let folder: Int
        let name: FileName
    }

    /// The node that the root is.
    static let root = 0

    private(set) var nodes: [Node] = [.folder]
    /// Each slot's folder and name.
    private(set) var slots: [(folder: Int, name: FileName)] = []
    /// The node that each slot stands for.
    private(set) var names: [Int?] = []
    private var numbers: [Place: Int] = [:]
    /// What each slot stood for before, the latest at the end, and whether that has only moved to another one.
    private var former: [Int: [(node: Int, isMoved: Bool)]] = [:]

    init(_ tree: DiskTree) throws {
        for entry in tree.entries {
            guard let slot = self.slot(at: entry.path) else { throw SystemTrouble("place", "\(entry.path)", ENOENT) }
            switch entry.content {
            case .folder: self.names[slot] = self.add(.folder)
            case .file(let bytes): self.names[slot] = self.add(.file(bytes))
            case .link(let first): self.names[slot] = self.node(at: first)
            }
        }
    }

    mutating func add(_ node: Node) -> Int {
        self.nodes.append(node)
        return self.nodes.count - 1
    }

    func isFolder(_ node: Int) -> Bool {
        if case .folder = self.nodes[node] { true } else { false }
    }

    /// The node that has the path now; `nil` if there is none.
    func node(at path: DiskPath) -> Int? {
        guard let names = path.names else { return nil }
        return self.node(at: names)
    }

    private func node(at names: some Sequence<FileName>) -> Int? {
        var node = Self.root
        for name in names {
            guard let slot = self.numbers[Place(folder: node, name: name)], let next = self.names[slot] else {
                return nil
            }
            node = next
        }
        return node
    }

    /// The node that last lost its name at the path, be its folder still there or not; `nil` if there was none.
    ///
    /// If `isMoved`, it was renamed; otherwise removed or replaced, and rather one that has no other name.
    func nodeBefore(at path: DiskPath, isMoved: Bool) -> Int? {
        let nodes = path.names.map { self.nodesBefore(at: $0[...], in: Self.root, isMoved) } ?? []
        return nodes.first { isMoved || !self.names.contains($0) } ?? nodes.first
    }

    /// The nodes that lost their names at a path, the latest first.
    private func nodesBefore(at names: ArraySlice<FileName>, in folder: Int, _ isMoved: Bool) -> [Int] {
        guard let name = names.first, let slot = self.numbers[Place(folder: folder, name: name)] else { return [] }
        let former = self.former[slot, default: []].reversed()
        if names.count == 1 { return former.filter { $0.isMoved == isMoved }.map(\.node) }
        let folders = (self.names[slot].map { [$0] } ?? []) + former.map(\.node)
        return folders.flatMap { self.nodesBefore(at: names.dropFirst(), in: $0, isMoved) }
    }

    /// The slot for the path, made if there was never such a name; `nil` if its folder is not there.
    mutating func slot(at path: DiskPath) -> Int? {
        guard let names = path.names, let name = names.last, let folder = self.node(at: names.dropLast()),
            self.isFolder(folder)
        else { return nil }
        let place = Place(folder: folder, name: name)
        if let known = self.numbers[place] { return known }
        let number = self.slots.count
        self.numbers[place] = number
        self.slots.append((folder, name))
        self.names.append(nil)
        return number
    }

    /// Makes the slot stand for `node`; `isMoved` if what it stood for has gone to another one.
    mutating func set(_ slot: Int, to node: Int?, isMoved: Bool) {
        if let previous = self.names[slot] { self.former[slot, default: []].append((previous, isMoved)) }
        self.names[slot] = node
    }
}
