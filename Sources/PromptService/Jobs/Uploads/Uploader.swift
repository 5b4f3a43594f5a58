import PromptCore
import PromptFiles

/// Runs the administrator's uploader: what it gets to know, and what its end means.
///
/// Not on the hooks' threads: a hook that hangs must not keep a prompt from being sent.
struct Uploader: Sendable {
    /// How many run at once.
    static let width = 8
    /// The code by which a program says that trying again later may help (`EX_TEMPFAIL` of sysexits.h).
    static let laterCode = 75

    /// The whole of its environment beside what it is told: nothing of the daemon's own, such as the token.
    private static let environment = [("PATH", "/usr/bin:/bin"), ("LANG", "C.UTF-8")]
    /// Bytes of its output that are looked at.
    private static let outputLimit = 4096

    enum Result: Equatable, Sendable {
        case uploaded(UploadAddress)
        /// It may work later; why it has not, in words that follow the uploader: `took longer than uploader-timeout`.
        case later(String)
        /// It is not tried again by itself; why, in the same form.
        case failed(String)
        /// It was ended, or not even begun: the daemon stops, or nobody wants the file any more.
        case stopped
    }

    let runner: ProgramRunner
    let book = UploadBook()

    init() throws(FileError) {
        self.runner = try ProgramRunner("uploads", width: Self.width)
    }

    /// Has the copy at `path` uploaded; ended if the task is cancelled.
    func upload(_ file: InputFile, at path: String, of job: Job, _ settings: UploaderSettings) async -> Result {
        let told = [
            ("FILE", path), ("SHA256", file.sha256), ("MEDIA_TYPE", file.mediaType), ("BYTES", "\(file.bytes)"),
            ("NAME", file.name), ("JOB", job.id.rawValue), ("PROMPT", job.source.description),
        ]
        let variables = Self.environment + told.map { ("PROMPTD_\($0.0)", $0.1) }
        let program = Program(
            path: settings.program,
            arguments: [path],
            environment: variables.map { ($0.0, Array($0.1.utf8)) },
            input: [],
            outputLimit: Self.outputLimit,
            timeLimit: settings.timeLimit
        )
        do {
            return Self.result(of: try await self.runner.run(program))
        } catch let problem as ProgramProblem {
            return .later("cannot be run: \(problem)")
        } catch {
            return .later("could not be run: \(error)")
        }
    }

    static func result(of outcome: ProgramRunner.Outcome) -> Result {
        let said = outcome.lastLine.isEmpty ? "" : ": \(outcome.lastLine)"
        switch outcome.end {
        case .exited(code: 0): return Self.result(printed: outcome.output, outcome.outputCount)
        case .exited(code: Self.laterCode): return .later("ended with code \(Self.laterCode)\(said)")
        case .exited(let code): return .failed("ended with code \(code)\(said)")
        case .killed(let signal): return .failed("was ended by signal \(signal)\(said)")
        case .timedOut: return .later("took longer than uploader-timeout\(said)")
        case .stopped: return .stopped
        }
    }

    private static func result(printed: [UInt8], _ count: Int) -> Result {
        guard count <= Self.outputLimit else {
            return .failed("has printed more than \(Self.outputLimit) bytes, and not one line with an address")
        }
        do throws(UploadAddress.Problem) {
            return .uploaded(try UploadAddress(printed: printed))
        } catch {
            return .failed(error.why)
        }
    }
}
