import CLinux
import Glibc
import PromptCore
import Synchronization
import SystemPackage

/// Runs programs, one at a time, on a thread of its own: one that hangs holds up nothing but the next one.
package final class ProgramRunner: Sendable {
    private let pool = BlockingPool("programs", width: 1)
    /// Readable from the moment on at which somebody has set an end to all runs.
    private let interrupt: OpenFile
    private let end = Mutex<ContinuousClock.Instant?>(nil)
    /// One that could not be watched to its end: nothing else is started while it lives.
    private let abandoned = Mutex<RunningProcess?>(nil)
    private let patience: Duration

    package convenience init() throws(FileError) {
        try self.init(patience: ProgramWatch.patience)
    }

    /// `patience` is how long one that was killed may take to end.
    init(patience: Duration) throws(FileError) {
        self.patience = patience
        let descriptor = try systemCall("make a wake-up for", "programs") { clinux_eventfd() }
        self.interrupt = OpenFile(descriptor: descriptor, path: "programs")
    }

    /// What became of a run, and the last line that the program wrote to its standard error, fit for a log.
    package typealias Outcome = (end: Program.End, lastLine: String)

    /// Runs `program` to its end.
    ///
    /// Its standard output goes nowhere. What it leaves running is ended with it, but for what has made a session of its own.
    ///
    /// - Throws: `ProgramProblem` if it may not be run, `FileError` if it cannot be; the program has not begun then.
    package func run(_ program: Program) async throws -> Outcome {
        try await withTaskCancellationHandler {
            try await self.pool.run { try self.runAndWait(program) }
        } onCancel: {
            self.end(by: .now)
        }
    }

    /// From now on no program may run longer than until `deadline`; one that is under way then is ended.
    package func end(by deadline: ContinuousClock.Instant) {
        self.end.withLock { $0 = min($0 ?? deadline, deadline) }
        var one: UInt64 = 1
        // Nobody reads it: it stays readable for the runs that come.
        _ = unsafe Glibc.write(self.interrupt.descriptor, &one, MemoryLayout<UInt64>.size)
    }

    private func runAndWait(_ program: Program) throws -> Outcome {
        if let end = self.end.withLock({ $0 }), end <= .now { return (.stopped, "") }
        try self.reapAbandoned(program)
        let path = try ProgramFile.check(program.path)
        let input = try Self.memoryFile(program.input)
        let nowhere = try Self.open("/dev/null", O_WRONLY)
        let (reader, writer) = try Self.pipe()
        let process = try withExtendedLifetime((input, nowhere, writer)) { () throws -> RunningProcess in
            try RunningProcess.start(
                path,
                environment: program.environment,
                input: input.descriptor,
                output: nowhere.descriptor,
                errors: writer.descriptor
            )
        }
        do {
            return try self.wait(for: process, of: program, errors: reader)
        } catch {
            if !process.isReaped {
                process.signal(SIGKILL)
                self.abandoned.withLock { $0 = process }
            }
            throw error
        }
    }

    private func reapAbandoned(_ program: Program) throws {
        guard let process = self.abandoned.withLock({ $0 }) else { return }
        guard try process.hasEnded() else {
            throw ProgramProblem(
                program.path,
                "is not run again: an earlier run has been ended and still hangs",
                "look at the disk or file server that it waits for"
            )
        }
        self.abandoned.withLock { $0 = nil }
        _ = try process.reap()
    }

    private static func open(_ path: String, _ flags: CInt) throws(FileError) -> OpenFile {
        let descriptor = try systemCall("open", path) { unsafe Glibc.open(path, flags | O_CLOEXEC) }
        return OpenFile(descriptor: descriptor, path: path)
    }

    /// A file and no pipe: a program that does not read it is not waited for, and one that stops reading breaks nothing.
    private static func memoryFile(_ bytes: [UInt8]) throws(FileError) -> OpenFile {
        let descriptor = try systemCall("make", "a program's input") { unsafe clinux_memory_file("promptd-input") }
        let file = OpenFile(descriptor: descriptor, path: "a program's input")
        try file.write(bytes, at: 0)
        return file
    }

    private static func pipe() throws(FileError) -> (reader: OpenFile, writer: OpenFile) {
        var (reader, writer): (CInt, CInt) = (-1, -1)
        try systemCall("make", "a pipe") { unsafe clinux_pipe(&reader, &writer) }
        let files = [reader, writer].map { OpenFile(descriptor: $0, path: "a program's errors") }
        return (files[0], files[1])
    }

    private func wait(for process: RunningProcess, of program: Program, errors: OpenFile) throws -> Outcome {
        var watch = ProgramWatch(program, at: .now, patience: self.patience)
        var output = ProgramOutput(errors)
        while true {
            if let end = self.end.withLock({ $0 }) { watch.stop(by: end) }
            switch watch.due(at: .now) {
            case .nothing: break
            case .ask: process.signal(SIGTERM)
            case .kill: process.signal(SIGKILL)
            case .abandon: throw FileError("end", program.path, .resourceBusy)
            }
            var waits = [
                pollfd(fd: process.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: output.isListening(at: .now) ? errors.descriptor : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: watch.isStopping ? -1 : self.interrupt.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let next = [watch.next, output.pausedUntil].compactMap { $0 }.min() ?? .now + .seconds(1)
            let milliseconds = max(0, (next - .now).seconds * 1000).rounded(.up)
            try systemCall("wait for", program.path) {
                unsafe poll(&waits, nfds_t(waits.count), CInt(min(milliseconds, 3_600_000)))
            }
            if waits[1].revents != 0 { try output.read() }
            if waits[0].revents != 0 { break }
        }
        try output.read()
        return (watch.end(try process.reap()), output.lastLine)
    }
}
