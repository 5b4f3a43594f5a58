import PromptTesting

/// Every disk that may be found when the power fails at the end of a script.
struct PossibleDisks {
    let trees: [DiskTree]

    init(
        _ script: ScriptedTrace,
        on initial: DiskTree = DiskTree([]),
        _ level: DurabilityLevel,
        thorough: Bool = false
    ) throws {
        let model = try DurabilityModel(initial, at: script.root, script.trace, level: level)
        var builder = TreeBuilder(model)
        var random = SeededGenerator(seed: 7)
        self.trees = CrashPoint.all(of: script.trace, below: script.root).suffix(1).flatMap { point in
            let cut = PowerCut(model, at: point)
            let disks = cut.disks() + (thorough ? cut.rareDisks(using: &random) : [])
            return disks.map { disk in
                let picture = builder.picture(disk.fates)
                return builder.tree(picture)
            }
        }
    }

    /// What a file may hold; `nil` for that it is not there.
    func contents(_ path: DiskPath) -> Set<String?> {
        Set(self.trees.map { Self.text($0, path) })
    }

    /// What some files may hold at the same time; `-` for one that is not there.
    func contents(_ paths: DiskPath...) -> Set<[String]> {
        Set(self.trees.map { tree in paths.map { Self.text(tree, $0) ?? "-" } })
    }

    private static func text(_ tree: DiskTree, _ path: DiskPath) -> String? {
        tree.file(path).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension DiskTree {
    /// Files at the root with these contents.
    static func files(_ contents: [(path: DiskPath, text: String)]) -> DiskTree {
        DiskTree(contents.map { Entry(path: $0.path, content: .file(Array($0.text.utf8))) })
    }
}
