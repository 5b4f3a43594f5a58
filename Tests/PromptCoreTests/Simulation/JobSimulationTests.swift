import Testing

@testable import PromptCore

/// Catches a way to pay twice, to lose what was paid, or to hang, in a world of crashes, power cuts and second thoughts.
@Suite struct JobSimulationTests {
    private static let seedsPerBlock = 1000

    /// The seed alone decides, so that a failure can be repeated: its story is part of the message.
    @Test(.timeLimit(.minutes(1)), arguments: 0..<15)
    func keepsItsPromises(block: Int) throws {
        for seed in block * Self.seedsPerBlock..<(block + 1) * Self.seedsPerBlock {
            let world = try JobWorld(seed: UInt64(seed), climate: .of(seed: seed))
            do {
                try world.run()
            } catch let broken as Invariant.Broken {
                Issue.record("seed \(seed), \(broken.invariant), \(broken.what)\n\(try self.story(seed))")
            }
        }
    }

    /// The end of what happens in the seed's world.
    private func story(_ seed: Int) throws -> String {
        let world = try JobWorld(seed: UInt64(seed), climate: .of(seed: seed))
        world.story = []
        do {
            try world.run()
        } catch is Invariant.Broken {
            // That is known.
        }
        return (world.story ?? []).suffix(60).joined(separator: "\n")
    }

    /// Catches a simulation that never gets anywhere: it would keep every promise.
    @Test(.timeLimit(.minutes(1))) func reachesEverything() throws {
        var states: Set<JobState.Name> = []
        var codes: Set<Failure.Code> = []
        var happenings: Set<Happening> = []
        for seed in 0..<1200 {
            let world = try JobWorld(seed: UInt64(100_000 + seed), climate: .of(seed: seed))
            try world.run()
            states.formUnion(world.states)
            codes.formUnion(world.codes)
            happenings.formUnion(world.happenings)
        }
        #expect(states == Set(JobState.Name.allCases))
        // Caps, files and adoption are decided outside the machine; they have tests of their own.
        let elsewhere: [Failure.Code] = [.overCap, .notAdopted, .fileMissing, .fileUnusable, .uploadFailed]
        #expect(codes == Set(Failure.Code.allCases).subtracting(elsewhere))
        #expect(happenings == Set(Happening.allCases))
    }
}
