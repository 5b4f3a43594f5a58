import Glibc
import PromptCore

/// A sandbox of its own, and daemons that are struck at a chosen operation, started again, and judged.
struct CrashBench: Sendable {
    let sandbox: SandboxProcess
    private let program: String
    /// Where the sandbox's output lies.
    private let home: Workspace

    /// Runs `body` with a bench whose sandbox is ended afterwards.
    static func with<Value>(_ body: (CrashBench) async throws -> Value) async throws -> Value {
        let home = try Workspace(in: Files.isFolder("/dev/shm") ? "/dev/shm" : nil)
        defer { home.discard() }
        let program = try Program.path()
        let process = try ChildProcess(
            program,
            ["sandbox", "--port", "0", "--image-seconds", "0"],
            environment: ["PATH": "/usr/bin:/bin"],
            folder: home.path,
            output: "\(home.path)/sandbox.out",
            errors: "\(home.path)/sandbox.err"
        )
        defer { process.end() }
        let sandbox = try await SandboxProcess.started(process, output: "\(home.path)/sandbox.out")
        return try await body(CrashBench(sandbox: sandbox, program: program, home: home))
    }

    /// How a daemon has ended, and what struck it.
    struct Run: Sendable {
        var exit: ChildProcess.Exit
        /// `nil` for a run that was neither struck nor traced.
        var report: CrashpointReport?
        var trace: Trace?
    }

    /// Runs `promptd run --once` on the scene, under a strike if one is given, with its operations written down if
    /// `isTraced`; a run that is struck or traced is killed after `limit`, and its exit code is then 124.
    func run(
        _ scene: Scene,
        _ strike: Strike? = nil,
        isTraced: Bool = false,
        limit: Duration = .seconds(30)
    ) async throws -> Run {
        let workspace = scene.workspace
        let folders = [workspace.inbox, workspace.outbox, workspace.state]
        let crashpoint = Crashpoint(folders: folders, notes: workspace.path, limit: limit)
        var command = (
            program: self.program, arguments: ["run", "--once"] + Rig.quick + self.flags(workspace) + scene.flags
        )
        let isCounted = strike != nil || isTraced
        if isCounted {
            command = try crashpoint.command(strike, isTraced: isTraced, command.program, command.arguments)
        }
        let process = try ChildProcess(
            command.program,
            command.arguments,
            environment: ["HOME": workspace.path, "RUNCOMFY_TOKEN": Rig.token, "PATH": "/usr/bin:/bin"],
            folder: workspace.path,
            output: "\(workspace.path)/daemon.out",
            errors: "\(workspace.path)/daemon.err"
        )
        defer { process.end() }
        let exit = try await process.waitForExit()
        return Run(
            exit: exit,
            report: isCounted ? try crashpoint.report() : nil,
            trace: isTraced ? try crashpoint.trace() : nil
        )
    }

    private func flags(_ workspace: Workspace) -> [String] {
        [
            "--inbox", workspace.inbox, "--outbox", workspace.outbox, "--state", workspace.state,
            "--api", self.sandbox.url, "--min-free-space", "0",
        ]
    }

    /// Starts daemons without trouble until one has done everything, at most three.
    func drain(_ scene: Scene) async throws -> [Invariant.Broken] {
        var exits: [ChildProcess.Exit] = []
        for _ in 1...3 {
            let run = try await self.run(scene)
            if run.exit == .code(0) { return [] }
            exits.append(run.exit)
        }
        let log = try Files.text("\(scene.workspace.path)/daemon.err").suffix(600)
        return [.init(invariant: .live, what: "three restarts ended with \(exits): \(log)")]
    }

    /// The submissions of a scene's prompts.
    func ledger(_ scene: Scene) throws -> [Ledger.Submission] {
        // More than one scene can bring; the whole book grows with every case.
        try self.sandbox.ledger(limit: 20).submissions.filter { entry in
            scene.drops.contains { entry.text.contains($0.mark) }
        }
    }

    /// Judges a scene right after a crash.
    func always(_ scene: Scene) throws -> [Invariant.Broken] {
        try Invariants.always(scene, ledger: try self.ledger(scene))
    }

    /// Lets a daemon without trouble finish the scene, and judges it.
    func afterwards(_ scene: Scene) async throws -> [Invariant.Broken] {
        let broken = try await self.drain(scene)
        let log = try Files.text("\(scene.workspace.path)/daemon.err")
        return broken + (try Invariants.afterwards(scene, ledger: try self.ledger(scene), log: log))
    }
}
