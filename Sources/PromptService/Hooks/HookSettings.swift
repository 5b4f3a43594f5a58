package import PromptCore

/// What the administrator has run when jobs end.
package struct HookSettings: Equatable, Sendable {
    /// The ends that there are.
    package static let allEnds = Set(JobState.Name.allCases.filter(\.isEnd))

    /// The absolute path of the program.
    package var program: String
    /// The ends that it is told of.
    package var ends: Set<JobState.Name>
    /// How long it may run.
    package var timeLimit: Duration
    /// How long ends are waited for that are told together with the first; nothing tells each for itself.
    package var batch: Duration
    /// Between attempts to tell.
    package var retry: Backoff
    /// How long after an end it is tried to tell it.
    package var giveUpAfter: Duration
    /// How long that must have been tried at least, without a stop: the end may have been while the machine was off.
    package var leastTried: Duration

    package init(
        program: String,
        ends: Set<JobState.Name> = Self.allEnds,
        timeLimit: Duration = .seconds(30),
        batch: Duration = .zero,
        retry: Backoff = Backoff(first: 5, most: 300),
        giveUpAfter: Duration = .seconds(86_400),
        leastTried: Duration = .seconds(3600)
    ) {
        self.program = program
        self.ends = ends
        self.timeLimit = timeLimit
        self.batch = batch
        self.retry = retry
        self.giveUpAfter = giveUpAfter
        self.leastTried = leastTried
    }
}
