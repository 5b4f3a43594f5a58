import Foundation
import Glibc
import PromptCore
import Synchronization
import Testing

/// A workspace, a sandbox, and the processes started in it.
final class Rig: Sendable {
    /// What no file may ever hold.
    static let token = "test-token-5b1f9c70e24d"

    /// Everything quick, so that nothing but the work takes time; the scan is slow, so that events must work.
    static let quick = [
        "--settle", "20ms", "--poll-min", "5ms", "--poll-max", "50ms", "--retry-min", "10ms", "--retry-max", "100ms",
        "--hold-min", "20ms", "--hold-max", "100ms", "--poll-rate", "1000", "--scan-interval", "60s",
    ]

    let workspace: Workspace
    private let program: String
    private let processes = Mutex<[ChildProcess]>([])
    private let current = Mutex<SandboxProcess?>(nil)

    init() throws {
        self.program = try Program.path()
        self.workspace = try Workspace()
    }

    var sandbox: SandboxProcess {
        get throws { try self.current.withLock { try #require($0, "no sandbox was started") } }
    }

    /// Starts the sandbox; its account book outlives it.
    @discardableResult
    func startSandbox(port: Int = 0, _ options: [String] = []) async throws -> SandboxProcess {
        let number = self.processes.withLock { $0.count }
        let output = "\(self.workspace.path)/sandbox-\(number).out"
        let arguments = ["sandbox", "--port", "\(port)", "--ledger", "\(self.workspace.path)/ledger.jsonl"] + options
        let process = try self.spawn(self.program, arguments, [:], output: output, errors: "sandbox.err")
        let sandbox = try await SandboxProcess.started(process, output: output)
        self.current.withLock { $0 = sandbox }
        return sandbox
    }

    /// Starts `promptd run`; flags that are given twice count as given last.
    func startDaemon(_ flags: [String] = [], environment: [String: String] = [:]) throws -> ChildProcess {
        try self.startProgram(["run"] + self.places() + Self.quick + flags, environment)
    }

    /// Starts promptd with nothing but what is given; its log is the daemons'.
    func startProgram(_ arguments: [String], _ environment: [String: String] = [:]) throws -> ChildProcess {
        try self.spawn(
            self.program,
            arguments,
            environment,
            output: "\(self.workspace.path)/daemon.out",
            errors: "daemon.err"
        )
    }

    /// The flags that name the rig's folders and its sandbox.
    func places() throws -> [String] {
        let workspace = self.workspace
        return try [
            "--inbox", workspace.inbox, "--outbox", workspace.outbox, "--state", workspace.state,
            "--api", self.sandbox.url,
        ]
    }

    /// What a program that has ended has said.
    struct Finished: Sendable {
        var exit: ChildProcess.Exit
        var output: String
        var errors: String
    }

    /// Runs promptd to its end.
    func promptd(_ arguments: [String], environment: [String: String] = [:]) async throws -> Finished {
        try await self.finish(self.program, arguments, environment)
    }

    /// Runs `promptd run --once` on the rig's folders.
    func runOnce(_ flags: [String] = [], environment: [String: String] = [:]) async throws -> Finished {
        try await self.promptd(["run", "--once"] + self.places() + Self.quick + flags, environment: environment)
    }

    /// Runs a program to its end.
    func finish(_ program: String, _ arguments: [String], _ environment: [String: String] = [:]) async throws
        -> Finished
    {
        let number = self.processes.withLock { $0.count }
        let (output, errors) = ("\(self.workspace.path)/\(number).out", "\(number).err")
        let process = try self.spawn(program, arguments, environment, output: output, errors: errors)
        let exit = try await process.waitForExit()
        return Finished(
            exit: exit,
            output: try Files.text(output),
            errors: try Files.text("\(self.workspace.path)/\(errors)")
        )
    }

    /// Starts a program in the rig's folder; it is ended with the rig.
    func spawn(
        _ program: String,
        _ arguments: [String],
        _ environment: [String: String],
        output: String,
        errors: String
    ) throws -> ChildProcess {
        // Nothing of this machine's own: no token, no systemd, no configuration. An empty value takes one away.
        let standard = ["HOME": self.workspace.path, "RUNCOMFY_TOKEN": Self.token, "PATH": "/usr/bin:/bin"]
        let process = try ChildProcess(
            program,
            arguments,
            environment: standard.merging(environment) { $1 },
            folder: self.workspace.path,
            output: output,
            errors: "\(self.workspace.path)/\(errors)"
        )
        self.processes.withLock { $0.append(process) }
        return process
    }

    /// What the daemons of this rig have logged.
    var log: String {
        get throws { try Files.text("\(self.workspace.path)/daemon.err") }
    }

    fileprivate func end() throws {
        for process in self.processes.withLock({ $0 }) { process.end() }
        try self.workspace.remove()
    }
}

/// Runs `body` with a sandbox; afterwards every process is ended and every file removed, whatever happened.
func withRig(_ options: [String] = ["--image-seconds", "0"], _ body: (Rig) async throws -> Void) async throws {
    let rig = try Rig()
    do {
        try await rig.startSandbox(options)
        try await body(rig)
    } catch {
        Issue.record("the daemon's log:\n\(try rig.log.suffix(4000))")
        try rig.end()
        throw error
    }
    try rig.end()
}
