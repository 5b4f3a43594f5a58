import Foundation
import PromptCore
import Testing

extension EndToEnd {
    /// A prompt that comes once more, and the process killed at every operation while it is held: it is never paid again,
    /// and its file is in one place, with a word beside it.
    @Suite(.timeLimit(.minutes(10)))
    struct RepeatCrashTests {
        /// A scene in which the prompt has been delivered and its file has come again, as it was.
        private static func scene(_ mark: String, _ bench: CrashBench) async throws -> Scene {
            let drop = Scene.Drop("boat", mark: mark)
            let scene = try Scene([drop])
            let run = try await bench.run(scene)
            #expect(run.exit == .code(0))
            try scene.workspace.drop("boat", drop.content)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -3600)],
                ofItemAtPath: scene.workspace.prompt("boat")
            )
            return scene
        }

        private static func count() async throws -> Int {
            try await CrashBench.with { bench in
                let scene = try await Self.scene("<measure>", bench)
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, isTraced: true)
                #expect(run.exit == .code(0))
                #expect(try Self.broken(scene, bench) == [])
                return try #require(run.trace).operations.count
            }
        }

        /// What is not as it has to be when all is done.
        private static func broken(_ scene: Scene, _ bench: CrashBench) throws -> [Invariant.Broken] {
            var broken: [Invariant.Broken] = []
            let charges = try bench.ledger(scene).count(where: \.isCharged)
            if charges != 1 { broken.append(.init(invariant: .paidOnce, what: "\(charges) charges")) }
            let names = try scene.workspace.waiting()
            if names != ["boat.repeat.json", "boat.repeat.txt"] {
                broken.append(.init(invariant: .onePlace, what: "the inbox holds \(names)"))
            }
            return broken
        }

        /// Catches a second charge, a file that is lost or held without a word, and a held file whose owner is not heard.
        @Test
        func killedWhileItIsHeld() async throws {
            let count = try await Self.count()
            let cases = CrashSweep.some(1...count + 2, every: 4).map {
                CrashSweep.Case(name: "kill \($0)", strike: .kill($0))
            }
            let outcome = try await CrashSweep.run("held again", cases) { next, bench in
                let scene = try await Self.scene("<\(next.name)>", bench)
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, next.strike)
                var broken = try await bench.drain(scene)
                broken += try Self.broken(scene, bench)
                // Its owner wants it once more.
                try scene.workspace.rename("boat", from: "repeat", to: "prompt")
                broken += try await bench.drain(scene)
                let charges = try bench.ledger(scene).count(where: \.isCharged)
                if charges != 2 {
                    broken.append(.init(invariant: .paidOnce, what: "\(charges) charges after the wish"))
                }
                return .init(broken: broken, isStruck: run.report?.struck != nil, charges: charges)
            }
            #expect(outcome.struck > outcome.cases * 8 / 10)
        }
    }
}
