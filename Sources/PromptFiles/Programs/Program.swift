/// A program of the administrator's that is to be run, and all that it gets to know.
package struct Program: Sendable {
    /// What became of a run.
    package enum End: Equatable, Sendable {
        /// It has ended by itself, with that code.
        case exited(code: Int)
        /// A signal has ended it that was not ours.
        case killed(signal: Int)
        /// It took longer than it may, and was ended.
        case timedOut
        /// It was ended, or not even begun, because the daemon stops.
        case stopped
    }

    /// The absolute path of its file, without symbolic links.
    package var path: String
    /// What it is given beside its own path; none has a NUL in it.
    package var arguments: [String]
    /// Its whole environment.
    ///
    /// Values are bytes without a NUL.
    package var environment: [(name: String, value: [UInt8])]
    /// What it can read from its standard input, to the end.
    package var input: [UInt8]
    /// Bytes of its standard output that are kept; `nil` if that goes nowhere.
    package var outputLimit: Int?
    /// How long it may run before it is asked to end (SIGTERM).
    package var timeLimit: Duration
    /// How long it may take over that before it is ended (SIGKILL).
    package var grace: Duration

    package init(
        path: String,
        arguments: [String] = [],
        environment: [(name: String, value: [UInt8])],
        input: [UInt8],
        outputLimit: Int? = nil,
        timeLimit: Duration,
        grace: Duration = .seconds(1)
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.input = input
        self.outputLimit = outputLimit
        self.timeLimit = timeLimit
        self.grace = grace
    }
}
