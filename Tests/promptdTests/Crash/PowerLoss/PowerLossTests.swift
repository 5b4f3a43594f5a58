import PromptCore
import Testing

extension EndToEnd {
    /// The power fails at every moment of a real run: what was not flushed is gone, or there, or torn.
    ///
    /// On each disk that may be found then, a daemon is started, runs to the end, and everything is held against the
    /// invariants. A kill finds none of this: the kernel keeps what a dead process has written.
    @Suite(.timeLimit(.minutes(10)))
    struct PowerLossTests {
        private static let folders = ["inbox", "outbox", "state"].compactMap { FileName($0) }

        /// A run that went well, and what it paid for.
        private struct Recording: Sendable {
            var scene: Scene
            var model: DurabilityModel
            var paid: [Ledger.Submission]
        }

        /// Catches a flush that is missing anywhere between the claim and the settled job: a second charge, a lost result
        /// or half a folder after a power cut.
        @Test(arguments: DurabilityLevel.allCases)
        func thePowerFailsAtEveryMoment(_ level: DurabilityLevel) async throws {
            let workers = CrashSweep.workers
            // Of neighbouring disks, which differ little, a part is enough for every change; the stricter level shows more.
            let step = level == .posix ? workers * 2 : workers * 4
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
                let recording = try await Self.record(bench, level)
                defer { recording.scene.workspace.discard() }
                let all = PowerLoss.states(of: recording.model, thorough: CrashSweep.isFull)
                var outcome = CrashSweep.Outcome()
                for index in stride(from: first, to: all.count, by: CrashSweep.isFull ? CrashSweep.workers : step) {
                    let verdict = try await Self.judge(all[index], recording, bench)
                    for broken in verdict.broken { Issue.record("\(level), \(all[index]): \(broken)") }
                    outcome.cases += 1
                    outcome.charged += verdict.charges > 0 ? 1 : 0
                }
                return outcome
            }
        }

        private static func record(_ bench: CrashBench, _ level: DurabilityLevel) async throws -> Recording {
            var scene = try Scene([.init("boat", mark: "<power-\(level)>")])
            // Outside: a socket is not on the disk that the power is cut from.
            scene.flags = ["--control", "\(scene.workspace.path)-control.sock"]
            let root = scene.workspace.path
            let before = try DiskTree(reading: root, only: Self.folders)
            let run = try await bench.run(scene, isTraced: true)
            try #require(run.exit == .code(0))
            let model = try DurabilityModel(before, at: root, try #require(run.trace), level: level)
            #expect(
                model.differences(from: try DiskTree(reading: root, only: Self.folders)) == [],
                "the model is wrong"
            )
            return Recording(scene: scene, model: model, paid: try bench.ledger(scene))
        }

        private static func judge(
            _ state: PowerLossState,
            _ recording: Recording,
            _ bench: CrashBench
        ) async throws -> CrashSweep.Verdict {
            var scene = recording.scene
            scene.workspace = try Workspace(in: Files.isFolder("/dev/shm") ? "/dev/shm" : nil, isEmpty: true)
            defer { scene.workspace.discard() }
            try state.tree.write(to: scene.workspace.path)
            // What had left by then is paid for, whatever the disk says.
            let paid = state.point.submissions > 0 ? recording.paid : []
            var broken = try Invariants.always(scene, ledger: paid)
            let before = Set(try bench.ledger(scene).compactMap(\.requestID))
            broken += try await bench.drain(scene)
            let later = try bench.ledger(scene).filter { $0.requestID.map { !before.contains($0) } ?? false }
            let log = try Files.text("\(scene.workspace.path)/daemon.err")
            broken += try Invariants.afterwards(scene, ledger: paid + later, log: log)
            return .init(broken: broken, isStruck: true, charges: paid.count + later.count)
        }
    }
}
