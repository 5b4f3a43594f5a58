import Foundation
import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(3)))
    struct KillTests {
        private static let runs = 25

        /// Chooses the moments again as a run before: the seed is in its output.
        private static let variable = "PROMPTD_UNDER_TEST_SEED"

        /// Catches a prompt that is paid twice, lost, or shown half, when the daemon dies at any moment.
        @Test
        func killedAtRandomMoments() async throws {
            let given = ProcessInfo.processInfo.environment[Self.variable].flatMap { UInt64($0) }
            let seed = given ?? UInt64.random(in: 0...999_999_999)
            print("\(Self.variable)=\(seed)")
            var random = SeededGenerator(seed: seed)
            try await withRig(["--image-seconds", "0.03", "--slots", "3"]) { rig in
                // Otherwise the daemon would hardly ever die while a submission is on its way.
                try rig.sandbox.fault(#"{"on": "submit", "do": "delay", "seconds": 0.03, "times": null}"#)
                var names: [String] = []
                var interrupted = 0
                for _ in 0..<Self.runs {
                    for _ in 0..<Int.random(in: 1...3, using: &random) {
                        let name = "kill-\(names.count)"
                        names.append(name)
                        try rig.workspace.drop(name, Workspace.picture(of: "<\(name)>", images: 2))
                    }
                    try Self.resume(rig)
                    let daemon = try rig.startDaemon()
                    // Half of the moments are counted from the start, half from the first claim: a slow machine may
                    // not get that far otherwise.
                    let isFromClaim = Bool.random(using: &random)
                    if isFromClaim {
                        try await waiting(until: "a claim") { try Self.claimed(rig) > 0 || daemon.exit != nil }
                    }
                    // Not to wait for anything: the moment is what is tried out.
                    let pause = Int.random(in: isFromClaim ? 0...150 : 20...450, using: &random)
                    try await Task.sleep(for: .milliseconds(pause))
                    #expect(daemon.exit == nil, "it ended by itself (seed \(seed))")
                    daemon.end()
                    interrupted += try Self.claimed(rig)
                    for result in try rig.workspace.results() where !result.hasPrefix(".") {
                        try Rig.checkWhole("\(rig.workspace.outbox)/\(result)")
                    }
                }
                #expect(interrupted > 0, "nothing was going on at any of the moments")
                try Self.resume(rig)
                #expect(try await rig.runOnce().exit == .code(0))
                try Self.check(names, rig, seed)
            }
        }

        /// Does what a person would do: so many submissions without an answer in a row stop them all, over starts too.
        private static func resume(_ rig: Rig) throws {
            try Files.write("", to: "\(rig.workspace.inbox)/RESUME")
        }

        private static func claimed(_ rig: Rig) throws -> Int {
            try rig.workspace.waiting().count { $0.hasSuffix(".working.json") }
        }

        private static func check(_ names: [String], _ rig: Rig, _ seed: UInt64) throws {
            let ledger = try rig.sandbox.ledger()
            var unconfirmed: [String] = []
            for name in names {
                let path = "\(rig.workspace.outbox)/\(name)"
                #expect(ledger.charged("<\(name)>") <= 1, "\(name) was paid twice (seed \(seed))")
                if Files.exists(path) {
                    #expect(try Rig.checkWhole(path)["files"]?.elements.count == 2)
                    #expect(ledger.charged("<\(name)>") == 1)
                } else {
                    let error = try JSONValue.parse(try Files.read(rig.workspace.file(name, "error")) ?? [])
                    #expect(error.text("error", "code") == "unconfirmed", "\(name) (seed \(seed))")
                    unconfirmed.append(name)
                }
            }
            #expect(unconfirmed.count < names.count, "nothing was delivered (seed \(seed))")
            let left = unconfirmed.flatMap { ["\($0).error.json", "\($0).failed.json"] }
            let waiting = try rig.workspace.waiting().filter { !$0.hasPrefix("RESUME") }
            #expect(waiting == left.sorted(), "seed \(seed)")
            #expect(try rig.workspace.results() == Set(names).subtracting(unconfirmed).sorted(), "seed \(seed)")
        }
    }
}
