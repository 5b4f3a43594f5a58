import PromptCore
import PromptFiles
import PromptJournal

/// Runs the hook for some ends: what it gets to know, and what its end means.
struct HookTeller: Sendable {
    enum Result: Sendable {
        case taken
        /// It was not, for a reason in one line.
        case failed(String)
        /// The daemon stops.
        case stopped
    }

    /// The whole of its environment beside what it is told: nothing of the daemon's own, such as the token.
    private static let environment = [("PATH", "/usr/bin:/bin"), ("LANG", "C.UTF-8")]
    /// How long the outbox's disk may take: at a stop that is still within the hook's own time.
    static let patience = Duration.seconds(2)
    /// Bytes that a sidecar has, at most.
    private static let longestSidecar = 1 << 20

    let outbox: Outbox
    let outboxPath: String
    let identity: DaemonIdentity
    let runner: ProgramRunner

    /// Tells `ends` in one run.
    func tell(_ ends: [Untold], _ settings: HookSettings) async -> Result {
        let reports = ends.map { EndReport($0.job, outbox: self.outboxPath, at: $0.mark.ended) }
        // Nobody else takes any out: there is nothing to tell of what is no more.
        guard let first = reports.first else { return .taken }
        let program = Program(
            path: settings.program,
            environment: Self.environment.map { ($0.0, Array($0.1.utf8)) } + EndReport.variables(of: reports),
            input: reports.count == 1
                ? await self.document(of: first)
                : reports.flatMap { $0.json.serialized() + [UInt8(ascii: "\n")] },
            timeLimit: settings.timeLimit
        )
        do {
            let outcome = try await self.runner.run(program)
            let said = outcome.lastLine.isEmpty ? "" : ": \(outcome.lastLine)"
            switch outcome.end {
            case .exited(code: 0): return .taken
            case .exited(let code): return .failed("it ended with code \(code)\(said)")
            case .killed(let signal): return .failed("signal \(signal) ended it\(said)")
            case .timedOut: return .failed("it took longer than hook-timeout\(said)")
            case .stopped: return .stopped
            }
        } catch {
            return .failed("\(error)")
        }
    }

    /// For what was published its very sidecar, as long as it lies where it was put.
    private func document(of report: EndReport) async -> [UInt8] {
        let made = report.document(self.identity)
        guard case .published(let delivery) = report.job.state else { return made }
        // Not one more that waits for a disk that hangs.
        if let oldest = Blocking.oldest(.outbox), .now - oldest > Self.patience { return made }
        let outbox = self.outbox
        let found = await FirstAnswer.within(Self.patience) {
            try? await Blocking.run(.outbox) {
                try outbox.read(Sidecar.fileName, in: delivery.folder, limit: Self.longestSidecar)
            }
        }
        // Somebody has taken the result away, or the disk: what it said is known all the same.
        return found.flatMap { Sidecar.belongs($0, to: report.job.id) ? $0 : nil } ?? made
    }
}
