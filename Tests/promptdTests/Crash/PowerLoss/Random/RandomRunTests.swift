import Testing

/// The model against a real kernel.
@Suite
struct RandomRunTests {
    /// Catches a call that does something else to a real folder than to the model, or a disk that no cut can leave.
    @Test(arguments: DurabilityLevel.allCases)
    func sameAsTheKernel(level: DurabilityLevel) throws {
        for seed in 0..<10 as Range<UInt64> {
            let workspace = try Workspace()
            let root = "\(workspace.path)/state"
            let initial = DiskTree.files([("a", "first"), ("b", "second")])
            try initial.write(to: root)
            var run = RandomRun(in: root, seed: seed)
            for _ in 0..<60 { try run.step() }
            let real = try DiskTree(reading: root)
            run.end()
            let model = try DurabilityModel(initial, at: root, run.script.trace, level: level)
            #expect(model.differences(from: real) == [], "seed \(seed)")
            let states = PowerLoss.states(of: model, thorough: true, seed: seed)
            #expect(states.contains { $0.tree == real }, "seed \(seed)")
            for state in states { Self.check(state, seed) }
            try workspace.remove()
        }
    }

    /// A disk's folders are in one place each, and each second name leads to a file that is there.
    private static func check(_ state: PowerLossState, _ seed: UInt64) {
        #expect(Set(state.tree.paths).count == state.tree.paths.count, "\(state) (seed \(seed))")
        for entry in state.tree.entries where state.tree.file(entry.path) == nil {
            #expect(entry.content == .folder, "\(state) (seed \(seed))")
        }
    }
}
