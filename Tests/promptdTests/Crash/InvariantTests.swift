import PromptCore
import Testing

extension EndToEnd {
    /// The checker itself: a delivered prompt keeps every invariant, and each way of breaking one is noticed.
    @Suite(.timeLimit(.minutes(1)))
    struct InvariantTests {
        /// A way to spoil a workspace in which all is well.
        struct Spoiling: Sendable, CustomTestStringConvertible {
            var testDescription: String
            var invariant: Invariant
            var spoil: @Sendable (Workspace) throws -> Void

            init(_ what: String, _ invariant: Invariant, _ spoil: @escaping @Sendable (Workspace) throws -> Void) {
                self.testDescription = what
                self.invariant = invariant
                self.spoil = spoil
            }
        }

        static let spoilings: [Spoiling] = [
            Spoiling("an image is missing", .whole) { try Files.remove("\($0.outbox)/boat/boat-1.png") },
            Spoiling("an image is cut", .whole) { workspace in
                let path = "\(workspace.outbox)/boat/boat-1.png"
                try Files.write((try Files.read(path) ?? []).dropLast(), to: path)
            },
            Spoiling("an image has another byte", .whole) { workspace in
                let path = "\(workspace.outbox)/boat/boat-1.png"
                var bytes = try Files.read(path) ?? []
                bytes[bytes.count / 2] ^= 1
                try Files.write(bytes, to: path)
            },
            Spoiling("there is no sidecar", .whole) { try Files.remove("\($0.outbox)/boat/metadata.json") },
            Spoiling("a file too many", .whole) { try Files.write("x", to: "\($0.outbox)/boat/.part-2") },
            Spoiling("another prompt in the folder", .whole) {
                try Files.write("{}", to: "\($0.outbox)/boat/boat.prompt.json")
            },
            Spoiling("the claimed file is still there", .onePlace) {
                try Files.write("{}", to: $0.file("boat", "working"))
            },
            Spoiling("programs are not told", .end) { try Files.remove("\($0.inbox)/.promptd/ends/boat.json") },
            Spoiling("programs are told of another end", .end) { workspace in
                let path = "\(workspace.inbox)/.promptd/ends/boat.json"
                try Files.write(try Files.text(path).replacing("\"delivered\"", with: "\"cancelled\""), to: path)
            },
            Spoiling("delivered and explained", .onePlace) { try Files.write("{}", to: $0.file("boat", "error")) },
            Spoiling("staging is left", .noDebris) { try Files.makeFolder("\($0.outbox)/.boat.1m8ds357bddhyden") },
            Spoiling("a file is left in the inbox", .noDebris) { try Files.write("x", to: "\($0.inbox)/.boat.tmp") },
            Spoiling("the token in a file", .secret) { try Files.write(Rig.token, to: "\($0.state)/lock") },
            Spoiling("a damaged journal", .journal) { workspace in
                let path = "\(workspace.state)/journal.sqlite"
                var bytes = try Files.read(path) ?? []
                bytes.replaceSubrange(100..<bytes.count, with: repeatElement(0x5A, count: bytes.count - 100))
                try Files.write(bytes, to: path)
            },
            Spoiling("no journal", .intent) { workspace in
                for name in ["journal.sqlite", "journal.sqlite-wal"] where Files.exists("\(workspace.state)/\(name)") {
                    try Files.remove("\(workspace.state)/\(name)")
                }
            },
            Spoiling("the folder is gone", .paidIsHeld) { try Files.move("\($0.outbox)/boat", "\($0.path)/away") },
            Spoiling("all traces are gone", .nothingLost) { try Files.move("\($0.outbox)/boat", "\($0.path)/away") },
        ]

        /// Catches a checker that does not see what it is there for.
        @Test(arguments: Self.spoilings)
        func isNoticed(_ spoiling: Spoiling) async throws {
            try await CrashBench.with { bench in
                let scene = try Scene([.init("boat", mark: "<invariants>")])
                defer { scene.workspace.discard() }
                #expect(try await bench.afterwards(scene) == [])
                try spoiling.spoil(scene.workspace)
                let broken = try Invariants.afterwards(scene, ledger: try bench.ledger(scene))
                #expect(broken.map(\.invariant).contains(spoiling.invariant), "\(broken)")
            }
        }

        /// Catches a second charge, or an explanation that hides one, that the checker does not see.
        @Test
        func chargesAreCounted() async throws {
            try await CrashBench.with { bench in
                let scene = try Scene([.init("boat", mark: "<charges>")])
                defer { scene.workspace.discard() }
                try bench.sandbox.fault(#"{"on": "submit", "do": "drop", "charged": true, "match": "<charges>"}"#)
                #expect(try await bench.afterwards(scene) == [])
                let ledger = try bench.ledger(scene)
                let twice = try Invariants.afterwards(scene, ledger: ledger + ledger)
                #expect(twice.map(\.invariant) == [.paidOnce])
                let text = try Files.text(scene.workspace.file("boat", "error"))
                let hidden = text.replacing("\"may_have_been_charged\": true", with: "\"may_have_been_charged\": false")
                try Files.write(hidden, to: scene.workspace.file("boat", "error"))
                #expect(try Invariants.afterwards(scene, ledger: ledger).map(\.invariant) == [.paidIsHeld, .end])
                try Files.write(
                    text.replacing("\"unconfirmed\"", with: "\"generation_failed\""),
                    to: scene.workspace.file("boat", "error")
                )
                #expect(try Invariants.afterwards(scene, ledger: ledger).map(\.invariant) == [.paidIsHeld, .end])
            }
        }
    }
}
