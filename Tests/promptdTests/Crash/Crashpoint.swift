import Foundation

/// A run of a program whose operations below some folders and on the network are counted, and one of them struck.
struct Crashpoint: Sendable {
    /// How a run ends whose program was killed.
    static let killed = ChildProcess.Exit.code(137)

    /// Where operations count.
    let folders: [String]
    /// Where the tool writes; a folder that does not count.
    let notes: String
    /// A run that takes longer has failed.
    var limit: Duration = .seconds(60)

    /// What to start, and its arguments, so that a command runs under the tool.
    func command(_ strike: Strike?, isTraced: Bool = false, _ program: String, _ arguments: [String]) throws
        -> (program: String, arguments: [String])
    {
        var flags = self.folders.flatMap { ["--under", $0] }
        flags += ["--report", self.note("report"), "--limit", "\(self.limit.components.seconds)"]
        if isTraced { flags += ["--trace", self.note("trace"), "--data", self.note("data")] }
        flags += strike?.arguments ?? []
        return (try Program.crashpoint(), flags + ["--", program] + arguments)
    }

    /// What the tool reported at the end of the last run.
    func report() throws -> CrashpointReport {
        try JSONDecoder().decode(CrashpointReport.self, from: Data(try Files.read(self.note("report")) ?? []))
    }

    /// What the last run did; it must have been traced.
    func trace() throws -> Trace {
        try Trace(operations: self.note("trace"), data: self.note("data"))
    }

    private func note(_ name: String) -> String { "\(self.notes)/crashpoint-\(name)" }
}
