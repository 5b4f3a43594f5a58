import PromptCore
import Testing

extension EndToEnd {
    /// The power fails at every moment of a real run: what was not flushed is gone, or there, or torn.
    ///
    /// On each disk that may be found then, a daemon is started, runs to the end, and everything is held against the
    /// invariants. A kill finds none of this: the kernel keeps what a dead process has written.
    @Suite(.timeLimit(.minutes(10)))
    struct PowerLossTests {
        /// Catches a flush that is missing anywhere between the claim and the settled job: a second charge, a lost result
        /// or half a folder after a power cut.
        @Test(arguments: DurabilityLevel.allCases)
        func thePowerFailsAtEveryMoment(_ level: DurabilityLevel) async throws {
            let workers = CrashSweep.workers
            // Of neighbouring disks, which differ little, a part is enough for every change; the stricter level shows more.
            let step = level == .posix ? workers * 5 : workers * 10
            let outcomes = try await withThrowingTaskGroup(of: CrashSweep.Outcome.self) { group in
                // Each with a run of its own: the requests of a recorded run are known to one sandbox only.
                for worker in 0..<workers { group.addTask { try await Self.sweep(level, from: worker, step) } }
                return try await group.reduce(into: [CrashSweep.Outcome]()) { $0.append($1) }
            }
            let (cases, charged) = (outcomes.map(\.cases).reduce(0, +), outcomes.map(\.charged).reduce(0, +))
            print("power lost, \(level): \(cases) states, \(charged) with a charge")
            #expect(charged > cases / 2)
        }

        /// Records a run, and goes through every `step`th of the disks it could have left.
        private static func sweep(_ level: DurabilityLevel, from first: Int, _ step: Int) async throws
            -> CrashSweep.Outcome
        {
            try await CrashBench.with { bench in
                let scene = try Scene([.init("boat", mark: "<power-\(level)>")])
                let recording = try await PowerLossRecording(scene, level, bench)
                defer { recording.scene.workspace.discard() }
                let all = PowerLoss.states(of: recording.model, thorough: CrashSweep.isFull)
                var outcome = CrashSweep.Outcome()
                for index in stride(from: first, to: all.count, by: CrashSweep.isFull ? CrashSweep.workers : step) {
                    let verdict = try await recording.judge(
                        all[index],
                        bench,
                        always: { try Invariants.always($0, ledger: $1) },
                        { try Invariants.afterwards($0, ledger: $1, log: $2) }
                    )
                    for broken in verdict.broken { Issue.record("\(level), \(all[index]): \(broken)") }
                    outcome.cases += 1
                    outcome.charged += verdict.charges > 0 ? 1 : 0
                }
                return outcome
            }
        }
    }
}
