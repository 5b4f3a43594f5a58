import CLinux
import Glibc
import PromptCore
import Synchronization
import SystemPackage

/// Runs programs, one at a time or a few, on threads of its own: one that hangs holds up nothing but the next ones of this
/// runner.
package final class ProgramRunner: Sendable {
    private let pool: BlockingPool
    private let width: Int
    private let stop: ProgramStop
    /// Those that could not be watched to their end: while there are as many as may run at once, nothing else is started.
    private let abandoned = Mutex<[RunningProcess]>([])
    private let patience: Duration

    /// `width` is how many run at once.
    package convenience init(_ name: String = "programs", width: Int = 1) throws(FileError) {
        try self.init(name, width: width, patience: ProgramWatch.patience)
    }

    /// `patience` is how long one that was killed may take to end.
    init(_ name: String = "programs", width: Int = 1, patience: Duration) throws(FileError) {
        self.pool = BlockingPool(name, width: width)
        self.width = width
        self.patience = patience
        self.stop = try ProgramStop()
    }

    /// What became of a run.
    package struct Outcome: Equatable, Sendable {
        package var end: Program.End
        /// The last line that the program wrote to its standard error, fit for a log.
        package var lastLine = ""
        /// The beginning of its standard output, as far as that was to be kept, and how much there was in all.
        package var output: [UInt8] = []
        package var outputCount = 0
    }

    /// Runs `program` to its end.
    ///
    /// What it leaves running is ended with it, but for what has made a session of its own. If the task is cancelled, it is
    /// ended, or not even begun.
    ///
    /// - Throws: `ProgramProblem` if it may not be run, `FileError` if it cannot be; the program has not begun then.
    package func run(_ program: Program) async throws -> Outcome {
        let own = try ProgramStop()
        return try await withTaskCancellationHandler {
            try await self.pool.run { try self.runAndWait(program, own) }
        } onCancel: {
            own.end(by: .now)
        }
    }

    /// From now on no program may run longer than until `deadline`; one that is under way then is ended.
    package func end(by deadline: ContinuousClock.Instant) { self.stop.end(by: deadline) }

    private func runAndWait(_ program: Program, _ own: ProgramStop) throws -> Outcome {
        for stop in [self.stop, own] {
            if let end = stop.deadline, end <= .now { return Outcome(end: .stopped) }
        }
        try self.reapAbandoned(program)
        let path = try ProgramFile.check(program.path)
        let input = try Self.memoryFile(program.input)
        let (output, outputWriter) = try Self.output(of: program)
        let (errors, errorsWriter) = try Self.pipe("a program's errors")
        let process = try withExtendedLifetime((input, outputWriter, errorsWriter)) { () throws -> RunningProcess in
            try RunningProcess.start(
                path,
                arguments: program.arguments,
                environment: program.environment,
                input: input.descriptor,
                output: outputWriter.descriptor,
                errors: errorsWriter.descriptor
            )
        }
        var outputs = [ProgramOutput(errors)]
        if let output, let limit = program.outputLimit { outputs.append(.init(output, keeps: .beginning(limit))) }
        do {
            return try self.wait(for: process, of: program, outputs, own)
        } catch {
            if !process.isReaped {
                process.signal(SIGKILL)
                self.abandoned.withLock { $0.append(process) }
            }
            throw error
        }
    }

    private func reapAbandoned(_ program: Program) throws {
        let left = try self.abandoned.withLock { abandoned throws -> [RunningProcess] in
            let ended = try abandoned.filter { try $0.hasEnded() }
            abandoned.removeAll { process in ended.contains { $0 === process } }
            guard abandoned.count < self.width else {
                throw ProgramProblem(
                    program.path,
                    "is not run again: an earlier run has been ended and still hangs",
                    "look at the disk or file server that it waits for"
                )
            }
            return ended
        }
        for process in left { _ = try process.reap() }
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

    /// Where its standard output goes, and where that can be read, if it is to be.
    private static func output(of program: Program) throws(FileError) -> (reader: OpenFile?, writer: OpenFile) {
        guard program.outputLimit != nil else { return (nil, try Self.open("/dev/null", O_WRONLY)) }
        let (reader, writer) = try Self.pipe("a program's output")
        return (reader, writer)
    }

    private static func pipe(_ name: String) throws(FileError) -> (reader: OpenFile, writer: OpenFile) {
        var (reader, writer): (CInt, CInt) = (-1, -1)
        try systemCall("make", "a pipe") { unsafe clinux_pipe(&reader, &writer) }
        let files = [reader, writer].map { OpenFile(descriptor: $0, path: name) }
        return (files[0], files[1])
    }

    private func wait(
        for process: RunningProcess,
        of program: Program,
        _ given: [ProgramOutput],
        _ own: ProgramStop
    ) throws -> Outcome {
        var watch = ProgramWatch(program, at: .now, patience: self.patience)
        var outputs = given
        while true {
            let stops = [self.stop, own].map { (end: $0.deadline, signal: $0.signal.descriptor) }
            for stop in stops { if let end = stop.end { watch.stop(by: end) } }
            switch watch.due(at: .now) {
            case .nothing: break
            case .ask: process.signal(SIGTERM)
            case .kill: process.signal(SIGKILL)
            case .abandon: throw FileError("end", program.path, .resourceBusy)
            }
            let readable = Int16(POLLIN)
            var waits = [pollfd(fd: process.descriptor, events: readable, revents: 0)]
            // One that has been set stays readable: there is nothing more to hear of it.
            for stop in stops {
                waits.append(pollfd(fd: stop.end == nil ? stop.signal : -1, events: readable, revents: 0))
            }
            for index in outputs.indices {
                let isListening = outputs[index].isListening(at: .now)
                let descriptor = isListening ? outputs[index].file.descriptor : -1
                waits.append(pollfd(fd: descriptor, events: readable, revents: 0))
            }
            let next = ([watch.next] + outputs.compactMap(\.pausedUntil)).min() ?? .now + .seconds(1)
            let milliseconds = max(0, (next - .now).seconds * 1000).rounded(.up)
            try systemCall("wait for", program.path) {
                unsafe poll(&waits, nfds_t(waits.count), CInt(min(milliseconds, 3_600_000)))
            }
            for (index, wait) in waits.dropFirst(3).enumerated() where wait.revents != 0 { try outputs[index].read() }
            if waits[0].revents != 0 { break }
        }
        for index in outputs.indices { try outputs[index].read() }
        let end = watch.end(try process.reap())
        let said = outputs.count > 1 ? outputs[1] : nil
        return Outcome(
            end: end,
            lastLine: outputs[0].lastLine,
            output: said?.bytes ?? [],
            outputCount: said?.count ?? 0
        )
    }
}
