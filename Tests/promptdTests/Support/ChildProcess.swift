import Foundation
import Glibc
import Synchronization

/// A program started for a test.
final class ChildProcess: Sendable {
    enum Exit: Equatable, Sendable {
        case code(Int32)
        case signal(Int32)
    }

    let pid: pid_t
    private let ended = Mutex<Exit?>(nil)

    /// Starts a program with exactly this environment; its output goes to files, its input is empty.
    init(
        _ program: String,
        _ arguments: [String],
        environment: [String: String],
        folder: String,
        output: String,
        errors: String
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_APPEND
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads that run tests block signals, and a program would inherit that: SIGTERM would never arrive.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        // env changes the folder and becomes the program; the call that would do it here is not visible to Swift.
        let launcher = "/usr/bin/env"
        let argv = ([launcher, "-C", folder, program] + arguments).map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var pid: pid_t = 0
        let error = posix_spawn(&pid, launcher, &actions, &attributes, argv, envp)
        guard error == 0 else { throw SystemTrouble("start", program, error) }
        self.pid = pid
    }

    /// How it ended; `nil` while it runs.
    var exit: Exit? { self.reap(WNOHANG) }

    func send(_ signal: Int32) {
        // Only while it is not reaped: afterwards the number may be another's.
        self.ended.withLock { if $0 == nil { _ = kill(self.pid, signal) } }
    }

    /// Ends it at once and waits for that, whatever it is doing.
    func end() {
        self.send(SIGKILL)
        _ = self.reap(0)
    }

    func waitForExit() async throws -> Exit {
        try await waiting(for: "the exit of process \(self.pid)") { self.exit }
    }

    private func reap(_ options: Int32) -> Exit? {
        self.ended.withLock { ended in
            guard ended == nil else { return ended }
            var status: Int32 = 0
            guard waitpid(self.pid, &status, options) == self.pid else { return nil }
            let signal = status & 0x7F
            ended = signal == 0 ? .code((status >> 8) & 0xFF) : .signal(signal)
            return ended
        }
    }
}
