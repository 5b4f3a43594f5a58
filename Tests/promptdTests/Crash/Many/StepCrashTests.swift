import Foundation
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// A prompt whose result goes on to a next step, and the process killed at every operation: each step is charged at most
    /// once, and the next one is made of the result of the first.
    @Suite(.timeLimit(.minutes(10)))
    struct StepCrashTests {
        private static func scene(_ mark: String) throws -> Scene {
            var drop = Scene.Drop("boat", mark: mark)
            drop.content = """
                {"text": "Generate 1 image of \(mark)first.", "sequential_image_generation_options": 1, "promptd": {"then": \
                [{"model": "bytedance/seedream-4-0/edit-sequential", "text": "Generate 1 image of \(mark)second.", \
                "images": ["$result[1]"], "sequential_image_generation_options": 1}]}}
                """
            return try Scene([drop], flags: ["--models", "bytedance/*"])
        }

        private static func count() async throws -> Int {
            try await CrashBench.with { bench in
                let scene = try Self.scene("<measure>")
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, isTraced: true)
                #expect(run.exit == .code(0))
                #expect(try Self.charged(scene, bench) == [1, 1])
                #expect(try Self.broken(scene, bench) == [])
                return try #require(run.trace).operations.count
            }
        }

        private static func charged(_ scene: Scene, _ bench: CrashBench) throws -> [Int] {
            let submissions = try bench.ledger(scene)
            return ["first", "second"].map { step in
                submissions.count { $0.isCharged && $0.text.contains("\(scene.drops[0].mark)\(step)") }
            }
        }

        /// What is not as it has to be when all is done.
        private static func broken(_ scene: Scene, _ bench: CrashBench) throws -> [Invariant.Broken] {
            var broken: [Invariant.Broken] = []
            func found(_ invariant: Invariant, _ what: String) {
                broken.append(.init(invariant: invariant, what: what))
            }
            let charged = try Self.charged(scene, bench)
            if charged.contains(where: { $0 > 1 }) { found(.paidOnce, "\(charged)") }
            let (results, waiting) = (try scene.workspace.results(), try scene.workspace.waiting())
            for result in results {
                do { _ = try Rig.checkWhole("\(scene.workspace.outbox)/\(result)") } catch { found(.whole, "\(error)") }
            }
            // One that was killed while it was sent may have been charged: it waits for a person, and so does what follows.
            let failed = waiting.filter { $0.hasSuffix(".failed.json") }.map { "\($0.dropLast(12))" }
            let picture = failed == ["boat-step2"] ? ["boat-step2.1.png"] : []
            switch (results, failed) {
            case (["boat", "boat-step2"], []), (["boat"], ["boat-step2"]), ([], ["boat"]): break
            default: found(.onePlace, "the outbox holds \(results), the inbox \(waiting)")
            }
            let expected = picture + failed.flatMap { ["\($0).error.json", "\($0).failed.json"] }
            if waiting != expected.sorted() { found(.noDebris, "the inbox holds \(waiting)") }
            if results.count == 2 {
                let first = try Files.tree("\(scene.workspace.outbox)/boat").first { $0.hasPrefix("boat-1.") } ?? ""
                let made = try Files.read("\(scene.workspace.outbox)/boat/\(first)")
                let used = try Files.read("\(scene.workspace.outbox)/boat-step2/inputs/boat-step2.1.png")
                if made == nil || made != used { found(.whole, "the step was made of another picture") }
            }
            return broken
        }

        /// Catches a step that is paid for twice or never comes, and a result that goes before its step is there.
        @Test
        func killedWhileItGoesOn() async throws {
            let count = try await Self.count()
            let cases = CrashSweep.some(1...count + 2, every: 8).map {
                CrashSweep.Case(name: "kill \($0)", strike: .kill($0))
            }
            let outcome = try await CrashSweep.run("two steps", cases) { next, bench in
                let scene = try Self.scene("<\(next.name)>")
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, next.strike)
                var broken = try await bench.drain(scene)
                broken += try Self.broken(scene, bench)
                let charges = try Self.charged(scene, bench).reduce(0, +)
                return .init(broken: broken, isStruck: run.report?.struck != nil, charges: charges)
            }
            #expect(outcome.struck > outcome.cases * 8 / 10)
        }
    }
}
