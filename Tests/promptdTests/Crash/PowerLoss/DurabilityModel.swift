import PromptCore

/// What a run did to a disk, effect by effect, and by when each of them was certain to be on it.
struct DurabilityModel: Sendable {
    let trace: Trace
    let level: DurabilityLevel
    /// The absolute path of the tree's root.
    let root: String
    /// In the order in which they were made.
    let effects: [Effect]
    /// The names at the end of the run, and all that there ever were.
    let live: LiveTree
    /// What each slot stood for before the run.
    let initialNames: [Int?]
    /// The slots of each folder in the order of their names; none of what is no folder.
    let children: [[Int]]

    /// Reads a trace that began on `initial`, the tree at the absolute path `root` without symbolic links in it.
    init(_ initial: DiskTree, at root: String, _ trace: Trace, level: DurabilityLevel) throws {
        let live = try LiveTree(initial.withoutSharedMemory)
        var reader = EffectReader(live, root: root, dataSize: trace.data.count)
        for (position, operation) in trace.operations.enumerated() { try reader.read(operation, at: position) }
        self.trace = trace
        self.level = level
        self.root = root
        self.live = reader.live
        self.effects = Self.withFlushes(reader, level)
        let slots = reader.live.slots
        self.initialNames = live.names + Array(repeating: nil, count: slots.count - live.names.count)
        var children = Array(repeating: [Int](), count: reader.live.nodes.count)
        for (slot, place) in slots.enumerated() { children[place.folder].append(slot) }
        self.children = children.map { $0.sorted { slots[$0].name < slots[$1].name } }
    }

    /// The effects, each with the operation that made it certain.
    private static func withFlushes(_ reader: EffectReader, _ level: DurabilityLevel) -> [Effect] {
        var effects = reader.effects
        for index in effects.indices {
            var flush = Self.flush(of: effects[index], reader, level)
            if let requires = effects[index].requires {
                flush = flush.flatMap { own in effects[requires].flush.map { max(own, $0) } }
            }
            effects[index].flush = flush
        }
        return effects
    }

    private static func flush(of effect: Effect, _ reader: EffectReader, _ level: DurabilityLevel) -> Int? {
        var missing: Set<Int> =
            switch effect.change {
            case .names(let namings): Set(namings.map { reader.live.slots[$0.slot].folder })
            case .write(let file, _, _), .resize(let file, _): [file]
            }
        for flush in reader.flushes where flush.position > effect.position && flush.start >= effect.end {
            guard let node = flush.node else { return flush.position }
            if level == .journal, effect.isMetadata { return flush.position }
            missing.remove(node)
            if missing.isEmpty { return flush.position }
        }
        return nil
    }

    /// In what the model's end of the run differs from the real one, one line a path: anything here means that the
    /// model is wrong.
    func differences(from real: DiskTree) -> [String] {
        var builder = TreeBuilder(self)
        let all = builder.picture(Array(repeating: .kept, count: self.effects.count))
        return builder.tree(all).differences(from: real.withoutSharedMemory)
    }
}
