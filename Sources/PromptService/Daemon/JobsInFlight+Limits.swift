import PromptCore
import Synchronization

/// What the API takes, as its answers tell.
extension JobsInFlight {
    /// How many jobs may have a place at once.
    var limit: Int { self.state.withLock { $0.limit.count } }

    var mostUnfinished: Int { self.state.withLock { $0.mostUnfinished } }

    /// Sets other limits; what has been learnt of the old ones is forgotten.
    ///
    /// Jobs beyond a lower one go on.
    func set(limit: LearntLimit) {
        self.state.withLock { $0.limit = limit }
        self.freed.wake()
    }

    func set(pollRate: LearntLimit) { self.state.withLock { $0.pollRate = pollRate } }

    /// A prompt was taken.
    func submissionWorked() {
        let isRaised = self.state.withLock { state in
            let old = state.limit.count
            // Only who uses up the limit finds out more.
            if state.slots.values.count(where: { $0.place == .moving }) >= old { state.limit.worked() }
            return state.limit.count > old
        }
        if isRaised { self.freed.wake() }
    }

    /// The API said that there are too many.
    func submissionComplained() {
        let now = self.clocks.steady()
        self.state.withLock { $0.limit.complained(at: now) }
    }

    /// How many share in asking the API as the job does, and how many questions a second are theirs.
    ///
    /// Jobs that move are asked about three times for once that all the others are, who may be many and wait for long.
    func questions(with path: PromptPath) -> (jobs: Int, rate: Double) {
        self.state.withLock { state in
            let moving = state.slots.values.count { $0.place == .moving }
            let others = state.slots.count - moving
            let isMoving = state.slots[path]?.place == .moving
            let rate = state.pollRate.value
            return isMoving
                ? (moving, others == 0 ? rate : 0.75 * rate) : (others, moving == 0 ? rate : 0.25 * rate)
        }
    }

    /// Whether a result may be asked for before it is known to be there.
    var mayResultsBeEarly: Bool { self.state.withLock { $0.mayResultsBeEarly } }

    /// The API has no answer to that.
    func resultsComeLate() { self.state.withLock { $0.mayResultsBeEarly = false } }

    /// A question was answered, and others have waited for the rate.
    func questionWorked() { self.state.withLock { $0.pollRate.worked() } }

    /// The API said that it is asked too often.
    func questionComplained() {
        let now = self.clocks.steady()
        self.state.withLock { $0.pollRate.complained(at: now) }
    }
}
