import PromptTesting

/// The disks that a power cut may leave, at every moment of a run.
enum PowerLoss {
    private struct Key: Hashable {
        let tree: [Int]
        let submissions: Int
    }

    /// Every distinct state of the model's run, in the order of its crash points.
    ///
    /// Two states with the same tree are distinct if another number of requests had left: what is on the disk may then
    /// be a lie in one of them. `thorough` adds disks on which single changes are missing or alone, and random ones.
    static func states(of model: DurabilityModel, thorough: Bool = false, seed: UInt64 = 1) -> [PowerLossState] {
        var builder = TreeBuilder(model)
        var random = SeededGenerator(seed: seed)
        var seen: Set<Key> = []
        var states: [PowerLossState] = []
        for point in CrashPoint.all(of: model.trace, below: model.root) {
            let cut = PowerCut(model, at: point)
            let disks = cut.disks() + (thorough ? cut.rareDisks(using: &random) : [])
            for disk in disks {
                let picture = builder.picture(disk.fates)
                guard seen.insert(Key(tree: picture.key, submissions: point.submissions)).inserted else { continue }
                let tree = builder.tree(picture)
                states.append(PowerLossState(point: point, variant: disk.variant, tree: tree))
            }
        }
        return states
    }
}
