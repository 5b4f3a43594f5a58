/// Why a program cannot be run, and what to do about it.
package struct ProgramProblem: Error, Equatable, Sendable, CustomStringConvertible {
    package let path: String
    /// What is wrong, in words that follow the path: `is not a regular file`.
    package let reason: String
    /// What would mend it.
    package let remedy: String

    package var description: String { "\(self.path) \(self.reason); \(self.remedy)" }

    init(_ path: String, _ reason: String, _ remedy: String) {
        self.path = path
        self.reason = reason
        self.remedy = remedy
    }

    /// Nothing may be run where it lies, whatever its own mode says.
    static func forbiddenPlace(_ path: String) -> ProgramProblem {
        ProgramProblem(
            path,
            "lies where nothing may be run",
            "its disk is mounted noexec, or the unit has NoExecPaths=/: add ExecPaths=\(path) in a drop-in of the unit "
                + "(systemctl edit promptd), and the programs that it calls as well"
        )
    }
}
