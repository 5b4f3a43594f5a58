import Foundation
import Synchronization

/// What another program says on standard output, if it says it in time.
enum Inquiry {
    enum Answer: Equatable, Sendable {
        case said(String)
        /// It has not ended in time.
        case silent
        /// It cannot be run, or says that it has failed; the text says how.
        case failed(String)
    }

    /// Runs `program`, which is ended if it takes longer than `limit`, without waiting for that end: a disk may hold it.
    static func ask(_ program: String, _ arguments: [String], within limit: Duration) async -> Answer {
        let started = Started()
        return await Deadline.run(limit) { self.run(program, arguments, started) } ?? started.giveUp()
    }

    private static func run(_ program: String, _ arguments: [String], _ started: Started) -> Answer {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            let output = try self.starting.withLock { try self.start(process) }
            started.note(process.processIdentifier)
            let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            started.note(nil)
            guard process.terminationReason == .exit, process.terminationStatus == 0 else {
                return .failed("\(program) ended with \(process.terminationStatus)")
            }
            return .said(String(decoding: bytes, as: UTF8.self))
        } catch {
            return .failed("\(program): \(SystemReason.text(error))")
        }
    }

    /// One after the other: a program that inherits the writing end of another one's pipe keeps that answer open for as long
    /// as it hangs itself.
    private static let starting = NSLock()

    /// - Returns: What it says.
    private static func start(_ process: Process) throws -> Pipe {
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        return output
    }

    /// The process that is asked, for as long as it runs.
    private final class Started: Sendable {
        private let pid = Mutex<pid_t?>(nil)

        func note(_ pid: pid_t?) { self.pid.withLock { $0 = pid } }

        func giveUp() -> Answer {
            self.pid.withLock { pid in
                if let pid { _ = kill(pid, SIGKILL) }
            }
            return .silent
        }
    }
}
