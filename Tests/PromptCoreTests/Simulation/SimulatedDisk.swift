import PromptCore

/// Two folders and what is below them, as the process sees them and as a power cut would leave them.
struct SimulatedDisk {
    static let inbox = 0
    static let outbox = 1

    enum Content: Equatable {
        case prompt(PromptFile)
        /// By the text of the prompt that it goes with.
        case picture(Int)
        case folder(Int)
        case mark
        case request(RequestID)
        case image(job: Int, index: Int)
        case sidecar(job: Int, request: RequestID, images: [Int])
        case explanation(job: Int, request: RequestID?)
        /// What people see of a file with many prompts.
        case table(job: Int)
        /// What a power cut leaves of bytes that were not flushed.
        case rubbish
    }

    struct Node {
        var content: Content
        var isFlushed: Bool
    }

    /// One change of a folder that a power cut may undo.
    enum Change {
        case add(DiskName, Int)
        case remove(DiskName)
        case rename(DiskName, DiskName, Int)
    }

    struct Folder {
        var entries: [DiskName: Int] = [:]
        var durable: [DiskName: Int] = [:]
        var pending: [Change] = []
    }

    var nodes: [Node] = []
    var folders = [Folder(), Folder()]
    /// The inbox and what is below it.
    var inboxFolders: Set<Int> = [Self.inbox]

    /// What `name` is, as every process sees it.
    func content(_ name: DiskName, in folder: Int) -> Content? {
        self.folders[folder].entries[name].map { self.nodes[$0].content }
    }

    func has(_ name: DiskName, in folder: Int) -> Bool {
        self.folders[folder].entries[name] != nil
    }

    func node(_ name: DiskName, in folder: Int) -> Int? {
        self.folders[folder].entries[name]
    }

    /// The folder of that name.
    func subfolder(_ name: DiskName, in folder: Int = Self.outbox) -> Int? {
        if case .folder(let index) = self.content(name, in: folder) { index } else { nil }
    }

    /// Makes a file; what it replaces, if anything, is gone with the same change.
    mutating func create(_ name: DiskName, _ content: Content, isFlushed: Bool, in folder: Int) {
        self.nodes.append(Node(content: content, isFlushed: isFlushed))
        self.folders[folder].entries[name] = self.nodes.count - 1
        self.folders[folder].pending.append(.add(name, self.nodes.count - 1))
    }

    mutating func makeFolder(_ name: DiskName, in folder: Int) -> Int {
        self.folders.append(Folder())
        self.create(name, .folder(self.folders.count - 1), isFlushed: true, in: folder)
        if self.inboxFolders.contains(folder) { self.inboxFolders.insert(self.folders.count - 1) }
        return self.folders.count - 1
    }

    mutating func remove(_ name: DiskName, in folder: Int) {
        guard self.folders[folder].entries.removeValue(forKey: name) != nil else { return }
        self.folders[folder].pending.append(.remove(name))
    }

    /// The caller has seen that the new name is free.
    mutating func rename(_ old: DiskName, to new: DiskName, in folder: Int) {
        guard let node = self.folders[folder].entries.removeValue(forKey: old) else { return }
        self.folders[folder].entries[new] = node
        self.folders[folder].pending.append(.rename(old, new, node))
    }

    mutating func flush(_ folder: Int) {
        guard !self.folders[folder].pending.isEmpty else { return }
        self.folders[folder].durable = self.folders[folder].entries
        self.folders[folder].pending = []
    }
}
