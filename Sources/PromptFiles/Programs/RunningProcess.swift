import CLinux
import Glibc
import Synchronization
import SystemPackage

/// A process that has been started, with all that it starts: they are a group, which gets the signals.
final class RunningProcess: Sendable {
    private let process: pid_t
    private let watch: OpenFile
    private let reaped = Atomic(false)

    /// Readable when it has ended.
    var descriptor: CInt { self.watch.descriptor }

    private init(_ process: pid_t, _ watch: OpenFile) {
        self.process = process
        self.watch = watch
    }

    /// Starts the program at `path`; see ``Program``.
    ///
    /// - Throws: `ProgramProblem`, `FileError`; nothing runs then.
    static func start(
        _ path: String,
        arguments: [String] = [],
        environment: [(name: String, value: [UInt8])],
        input: CInt,
        output: CInt,
        errors: CInt
    ) throws -> RunningProcess {
        let given = arguments.flatMap { Array($0.utf8) + [0] }.map { CChar(bitPattern: $0) }
        let block = environment.flatMap { Array("\($0.name)=".utf8) + $0.value + [0] }.map { CChar(bitPattern: $0) }
        let process: pid_t
        do throws(FileError) {
            // The last NUL of each is for a list of nothing.
            process = try systemCall("run", path) {
                unsafe clinux_spawn(
                    path,
                    given + [0],
                    CInt(arguments.count),
                    block + [0],
                    CInt(environment.count),
                    input,
                    output,
                    errors
                )
            }
        } catch {
            throw error.errno == .permissionDenied ? ProgramProblem.forbiddenPlace(path) : error
        }
        do throws(FileError) {
            let descriptor = try systemCall("watch", path) { clinux_process_descriptor(process) }
            return RunningProcess(process, OpenFile(descriptor: descriptor, path: path))
        } catch {
            kill(-process, SIGKILL)
            _ = try Self.reap(process)
            throw error
        }
    }

    deinit {
        // The runner is gone with all else.
        if !self.isReaped { self.signal(SIGKILL) }
    }

    /// Whether its status has been taken: its number may be another's now.
    var isReaped: Bool { self.reaped.load(ordering: .sequentiallyConsistent) }

    /// Whether it has ended, without waiting for it.
    func hasEnded() throws(FileError) -> Bool {
        var wait = pollfd(fd: self.descriptor, events: Int16(POLLIN), revents: 0)
        return try systemCall("look at", "process \(self.process)") { unsafe poll(&wait, 1, 0) } > 0
    }

    /// Sends a signal to it and to all of its group.
    func signal(_ signal: CInt) {
        // That there is nobody left is as good.
        kill(-self.process, signal)
    }

    /// Ends what it has left running, and takes its status, as wait(2) has it.
    ///
    /// It must have ended.
    func reap() throws(FileError) -> CInt {
        // Until its status is taken, its number is no other group's.
        self.signal(SIGKILL)
        self.reaped.store(true, ordering: .sequentiallyConsistent)
        return try Self.reap(self.process)
    }

    private static func reap(_ process: pid_t) throws(FileError) -> CInt {
        var status: CInt = 0
        try systemCall("wait for", "process \(process)") { unsafe waitpid(process, &status, 0) }
        return status
    }
}
