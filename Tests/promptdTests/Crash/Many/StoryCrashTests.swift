import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// Files that hold many prompts, and results that go on to a next step: struck at every operation, each prompt is charged
    /// at most once, none is lost, and nothing is divided or begun twice.
    @Suite(.timeLimit(.minutes(10)))
    struct StoryCrashTests {
        private static func operations(_ story: CrashStory) async throws -> Int {
            try await CrashBench.with { bench in
                let scene = try story.scene("<measure>")
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, isTraced: true)
                #expect(run.exit == .code(0))
                let ledger = try bench.ledger(scene)
                #expect(story.charged(scene, ledger) == [1, 1])
                #expect(try story.broken(scene, ledger, false) == [])
                return try #require(run.trace).operations.count
            }
        }

        /// Catches what is divided or goes on twice, a prompt of it that is charged twice or lost, and a report that is not
        /// true.
        @Test(arguments: CrashStory.all)
        func killedAtEveryOperation(_ story: CrashStory) async throws {
            let count = try await Self.operations(story)
            let cases = CrashSweep.some(1...count + 2, every: story.step).map {
                CrashSweep.Case(name: "kill \($0)", strike: .kill($0))
            }
            let outcome = try await CrashSweep.run("killed, \(story.name)", cases) { next, bench in
                let scene = try story.scene("<\(next.name)>")
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, next.strike)
                var broken = try await bench.drain(scene)
                let ledger = try bench.ledger(scene)
                broken += try story.broken(scene, ledger, false)
                let charges = story.charged(scene, ledger).reduce(0, +)
                return .init(broken: broken, isStruck: run.report?.struck != nil, charges: charges)
            }
            #expect(outcome.struck > outcome.cases * 8 / 10)
        }

        /// Catches a flush that is missing between the prompts, the journal and the folder's name, or between a result and the
        /// step that goes on with it.
        @Test(arguments: CrashStory.all)
        func thePowerFailsAtEveryMoment(_ story: CrashStory) async throws {
            try await CrashBench.with { bench in
                var scene = try story.scene("<power>")
                // One at a time, so that what has left is known in its order.
                scene.flags += ["--max-in-flight", "1"]
                let recording = try await PowerLossRecording(scene, .posix, bench)
                defer { recording.scene.workspace.discard() }
                let states = PowerLoss.states(of: recording.model, thorough: CrashSweep.isFull)
                var charged = 0
                let chosen = CrashSweep.some(states.indices, every: story.step * 4)
                for index in chosen {
                    let found = try await recording.judge(states[index], bench) { scene, ledger, _ in
                        try story.broken(scene, ledger, true)
                    }
                    for broken in found.broken { Issue.record("\(story.name), \(states[index]): \(broken)") }
                    charged += found.charges > 0 ? 1 : 0
                }
                print("power lost, \(story.name): \(chosen.count) of \(states.count) states, \(charged) with a charge")
                #expect(charged > chosen.count / 3)
            }
        }
    }
}
