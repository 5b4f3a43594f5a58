import Foundation
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// Two drops that bring the same key, and the process killed at every operation: one of them is made and paid for, the
    /// other held, and both are told.
    @Suite(.timeLimit(.minutes(10)))
    struct PromptIDCrashTests {
        private static let names = ["boat1", "boat2"]

        private static func scene(_ mark: String) throws -> Scene {
            try Scene(
                Self.names.map { name in
                    var drop = Scene.Drop(name, mark: "\(mark)-\(name)")
                    drop.content = "\(drop.content.dropLast()), \"promptd\": {\"id\": \"order-1\"}}"
                    return drop
                }
            )
        }

        private static func count() async throws -> Int {
            try await CrashBench.with { bench in
                let scene = try Self.scene("<measure>")
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, isTraced: true)
                #expect(run.exit == .code(0))
                #expect(try Self.broken(scene, bench) == [])
                return try #require(run.trace).operations.count
            }
        }

        private static func record(_ name: String, _ scene: Scene) throws -> JSONValue? {
            try Files.read("\(scene.workspace.inbox)/.promptd/\(name).json").map { try JSONValue.parse($0) }
        }

        /// What is not as it has to be when all is done.
        private static func broken(_ scene: Scene, _ bench: CrashBench) throws -> [Invariant.Broken] {
            var broken: [Invariant.Broken] = []
            func found(_ invariant: Invariant, _ what: String) {
                broken.append(.init(invariant: invariant, what: what))
            }
            let charges = try bench.ledger(scene).count(where: \.isCharged)
            if charges > 1 { found(.paidOnce, "\(charges) charges") }
            let end = try Self.record("ids/order-1", scene)
            guard let end, let first = end.text("name"), let other = Self.names.first(where: { $0 != first }) else {
                found(.end, "the key has no end")
                return broken
            }
            let waiting = try scene.workspace.waiting()
            var expected = ["\(other).repeat.json", "\(other).repeat.txt"]
            if end.text("outcome") == "delivered" {
                if try scene.workspace.results() != [first] { found(.onePlace, "\(try scene.workspace.results())") }
            } else {
                // Killed while it was sent.
                if end["may_have_been_charged"] != .bool(true) { found(.paidIsHeld, "\(end)") }
                expected += ["\(first).error.json", "\(first).failed.json"]
            }
            if waiting != expected.sorted() { found(.onePlace, "the inbox holds \(waiting)") }
            if try Self.record("ends/\(first)", scene)?["job_id"] != end["job_id"] { found(.end, first) }
            let repeated = try Self.record("ends/\(other)", scene)
            if repeated?.text("outcome") != "repeat" || repeated?["job_id"] != end["job_id"] {
                found(.end, "\(other) is not told as a repeat of \(first)")
            }
            return broken
        }

        /// Catches a second charge under the key, and a drop that is held or made without a word.
        @Test
        func killedWhileBothAreThere() async throws {
            let count = try await Self.count()
            let cases = CrashSweep.some(1...count + 2, every: 7).map {
                CrashSweep.Case(name: "kill \($0)", strike: .kill($0))
            }
            let outcome = try await CrashSweep.run("two of one key", cases) { next, bench in
                let scene = try Self.scene("<\(next.name)>")
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, next.strike)
                var broken = try bench.always(scene)
                broken += try await bench.drain(scene)
                broken += try Self.broken(scene, bench)
                let charges = try bench.ledger(scene).count(where: \.isCharged)
                return .init(broken: broken, isStruck: run.report?.struck != nil, charges: charges)
            }
            #expect(outcome.struck > outcome.cases * 8 / 10)
        }

        /// The journal is lost, one drop was claimed and may have been paid for, and another with its key has come since.
        private static func lostScene(_ mark: String) throws -> Scene {
            let scene = try Self.scene(mark)
            try scene.workspace.rename(Self.names[0], from: "prompt", to: "working")
            return scene
        }

        private static func lostBroken(_ scene: Scene, _ bench: CrashBench) throws -> [Invariant.Broken] {
            var broken: [Invariant.Broken] = []
            let sent = try bench.ledger(scene)
            if !sent.isEmpty { broken.append(.init(invariant: .paidOnce, what: "\(sent.count) sent")) }
            let (first, other) = (Self.names[0], Self.names[1])
            let expected = ["\(first).error", "\(first).failed", "\(other).repeat"].map { "\($0).json" }
            let waiting = try scene.workspace.waiting()
            if waiting != expected + ["\(other).repeat.txt"] {
                broken.append(.init(invariant: .onePlace, what: "the inbox holds \(waiting)"))
            }
            let ends = ["ends/\(first)": "failed", "ids/order-1": "failed", "ends/\(other)": "repeat"]
            for (name, outcome) in ends
            where try Self.record(name, scene)?.text("outcome") != outcome {
                broken.append(.init(invariant: .end, what: name))
            }
            return broken
        }

        /// Catches a charge under the key of a claimed prompt that no row knows, whenever the process dies while it is looked
        /// into.
        @Test
        func killedWhileAClaimIsUnknown() async throws {
            let count = try await CrashBench.with { bench in
                let scene = try Self.lostScene("<lost>")
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, isTraced: true)
                #expect(run.exit == .code(0))
                #expect(try Self.lostBroken(scene, bench) == [])
                return try #require(run.trace).operations.count
            }
            let cases = CrashSweep.some(1...count + 2, every: 7).map {
                CrashSweep.Case(name: "lost \($0)", strike: .kill($0))
            }
            let outcome = try await CrashSweep.run("an unknown claim of a key", cases) { next, bench in
                let scene = try Self.lostScene("<\(next.name)>")
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, next.strike)
                var broken = try await bench.drain(scene)
                broken += try Self.lostBroken(scene, bench)
                let charges = try bench.ledger(scene).count(where: \.isCharged)
                return .init(broken: broken, isStruck: run.report?.struck != nil, charges: charges)
            }
            #expect(outcome.struck > outcome.cases * 8 / 10)
        }
    }
}
