import Foundation
import PromptCore
import Testing

extension EndToEnd {
    /// The real binary with a hook, killed on the way from a job's end to what the hook makes of it.
    @Suite(.timeLimit(.minutes(3)))
    struct HookCrashTests {
        /// A hook in a folder of its own, which keeps what it is told of each prompt.
        private static func hook(in workspace: Workspace) throws -> String {
            let path = Hook.plain("\(workspace.path)/hook")
            let told = Hook.plain("\(workspace.path)/$PROMPTD_PROMPT")
            try Files.write("#!/bin/sh\necho \"$PROMPTD_END\" >>\"\(told)\"\n", to: path)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            return path
        }

        private static func scene(_ name: String, _ hook: String, isGood: Bool) throws -> Scene {
            var drop = Scene.Drop(name, mark: "<\(name)>")
            if !isGood { drop.content = #"{"text": "\#(drop.mark)", "seed": "none"}"# }
            return try Scene([drop], flags: ["--hook", hook])
        }

        /// Catches an end that is told to nobody, a message about what never happened, and a hook that harms what it is about:
        /// every invariant is held as well.
        @Test(arguments: [(true, "published"), (false, "failed")])
        func everyEndIsToldWhereverItIsKilled(_ isGood: Bool, _ end: String) async throws {
            let home = try Workspace(isEmpty: true)
            defer { home.discard() }
            let hook = try Self.hook(in: home)
            let operations = try await CrashBench.with { bench in
                let scene = try Self.scene("measure-\(end)", hook, isGood: isGood)
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, isTraced: true)
                #expect(run.exit == .code(0))
                #expect(try Files.text("\(home.path)/measure-\(end)") == "\(end)\n")
                return try #require(run.trace).operations.count
            }
            let cases = CrashSweep.some(1...operations, every: isGood ? 10 : 16).map {
                CrashSweep.Case(name: "\(end)-\($0)", strike: .kill($0))
            }
            let outcome = try await CrashSweep.run("killed with a hook, \(end)", cases) { next, bench in
                let scene = try Self.scene(next.name, hook, isGood: isGood)
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, next.strike)
                var broken = try bench.always(scene)
                broken += try await bench.afterwards(scene)
                let told = try Files.text("\(home.path)/\(next.name)").split(separator: "\n")
                let isDelivered = Files.exists("\(scene.workspace.outbox)/\(next.name)")
                // A kill between the charge and its answer leaves it open.
                let expected = isGood && !isDelivered ? "unconfirmed" : end
                if told.isEmpty || !told.allSatisfy({ $0 == expected }) {
                    broken.append(.init(invariant: .live, what: "told \(told) and not \(expected)"))
                }
                let charges = try bench.ledger(scene).count(where: \.isCharged)
                return .init(broken: broken, isStruck: run.report?.struck != nil, charges: charges)
            }
            #expect(outcome.struck > outcome.cases * 3 / 4, "most strikes must hit something")
        }
    }
}
