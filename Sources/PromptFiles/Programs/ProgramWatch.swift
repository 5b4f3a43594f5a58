/// How long a program may yet run, and what is done when it does not end: a pure value that decides.
struct ProgramWatch {
    enum Step: Equatable {
        case nothing
        /// Ask it to end.
        case ask
        /// End it.
        case kill
        /// It does not even end by that: nobody waits for it any longer.
        case abandon
    }

    private enum Phase {
        case running, asked, killed
    }

    /// How long one that was killed may take over that: it may hang in the kernel, on a dead share.
    static let patience = Duration.seconds(2)

    private let grace: Duration
    private let patience: Duration
    private var phase = Phase.running
    /// When the next step is due.
    private(set) var next: ContinuousClock.Instant
    /// The end that it gets is that of all runs, and not its own.
    private var isCutShort = false

    init(_ program: Program, at now: ContinuousClock.Instant, patience: Duration = Self.patience) {
        self.grace = program.grace
        self.patience = patience
        self.next = now + program.timeLimit
    }

    /// It may run until `deadline` at most.
    mutating func stop(by deadline: ContinuousClock.Instant) {
        guard self.phase == .running, deadline < self.next else { return }
        self.next = deadline
        self.isCutShort = true
    }

    /// What is to be done now; each step is asked for once.
    mutating func due(at now: ContinuousClock.Instant) -> Step {
        guard now >= self.next else { return .nothing }
        switch self.phase {
        case .running:
            self.phase = .asked
            self.next = now + self.grace
            return .ask
        case .asked:
            self.phase = .killed
            self.next = now + self.patience
            return .kill
        case .killed:
            return .abandon
        }
    }

    /// What its status, as wait(2) has it, means.
    func end(_ status: CInt) -> Program.End {
        let signal = Int(status & 0x7F)
        // Who was asked to end and says that all is done has done it.
        if signal == 0, status >> 8 == 0 || self.phase == .running { return .exited(code: Int(status >> 8 & 0xFF)) }
        if self.phase != .running { return self.isCutShort ? .stopped : .timedOut }
        return .killed(signal: signal)
    }
}
