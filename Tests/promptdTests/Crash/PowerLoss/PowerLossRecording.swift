import PromptCore
import Testing

/// A run that went well, written down so that the power can be cut at every moment of it.
struct PowerLossRecording: Sendable {
    let scene: Scene
    let model: DurabilityModel
    /// What it paid for, in order.
    let paid: [Ledger.Submission]

    private static let folders = ["inbox", "outbox", "state"].compactMap { FileName($0) }

    /// Runs the scene to its end.
    init(_ scene: Scene, _ level: DurabilityLevel, _ bench: CrashBench) async throws {
        var scene = scene
        // Outside: a socket is not on the disk that the power is cut from.
        scene.flags += ["--control", "\(scene.workspace.path)-control.sock"]
        let root = scene.workspace.path
        let before = try DiskTree(reading: root, only: Self.folders)
        let run = try await bench.run(scene, isTraced: true)
        try #require(run.exit == .code(0))
        self.model = try DurabilityModel(before, at: root, try #require(run.trace), level: level)
        #expect(
            self.model.differences(from: try DiskTree(reading: root, only: Self.folders)) == [],
            "the model is wrong"
        )
        self.scene = scene
        self.paid = try bench.ledger(scene)
    }

    /// Lets a daemon finish what is on one of the disks that may be found, and judges it by `broken`, which is given the
    /// scene on that disk, all that was paid for, and the log.
    ///
    /// `always` judges what is there before.
    func judge(
        _ state: PowerLossState,
        _ bench: CrashBench,
        always: (Scene, [Ledger.Submission]) throws -> [Invariant.Broken] = { _, _ in [] },
        _ broken: (Scene, [Ledger.Submission], String) throws -> [Invariant.Broken]
    ) async throws -> CrashSweep.Verdict {
        var scene = self.scene
        scene.workspace = try Workspace(in: Files.isFolder("/dev/shm") ? "/dev/shm" : nil, isEmpty: true)
        defer { scene.workspace.discard() }
        try state.tree.write(to: scene.workspace.path)
        // What had left by then is paid for, whatever the disk says.
        let paid = Array(self.paid.prefix(state.point.submissions))
        var found = try always(scene, paid)
        let before = Set(try bench.ledger(scene).compactMap(\.requestID))
        found += try await bench.drain(scene)
        let later = try bench.ledger(scene).filter { $0.requestID.map { !before.contains($0) } ?? false }
        found += try broken(scene, paid + later, try Files.text("\(scene.workspace.path)/daemon.err"))
        return .init(broken: found, isStruck: true, charges: paid.count + later.count)
    }
}
