package import FoundationEssentials

/// One prompt's way from the inbox to the outbox: a pure value that decides, and never acts.
///
/// An event (past tense) changes the state; the runner commits the new state to the journal and then does what
/// ``nextAction`` says, but for what a start finds out by itself, which may wait for the next commit. Because the action follows from the state alone, a job found in the journal at start is driven on by
/// the same code as one that has just got there.
package struct Job: Equatable, Sendable, Codable, Identifiable {
    package let id: JobID
    package let source: PromptPath
    /// What the drop has brought with it; `nil` in rows of a promptd that did not write it down.
    package internal(set) var origin: JobOrigin?
    package internal(set) var state: JobState
    package internal(set) var times: JobTimes
    /// What was, or is to be, asked of the API; `nil` until the prompt has been decoded.
    package internal(set) var request: JobRequest?
    /// Its local files as they were taken; `nil` until they are, and if it has none.
    package internal(set) var inputs: [InputFile]?
    /// Somebody asked for it to be cancelled, and it is not yet known whether that is still possible.
    package internal(set) var isCancelRequested = false
    /// The API has been told to cancel, and did not say that it has: what it says later decides.
    package internal(set) var isCancelSent = false
    /// Somebody asked for it to be cancelled when it had begun, so that it is charged and delivered all the same; `nil` in
    /// rows of a promptd that did not write it down.
    package internal(set) var wasCancelLate: Bool?
    /// Everything an end asks for has been done: files renamed or removed, the explanation written.
    package internal(set) var isSettled = false

    /// A job about to claim the prompt at `source`; see ``JobTimes`` for the two times.
    package init(id: JobID, source: PromptPath, dropped: Date, changed: Date? = nil, origin: JobOrigin? = nil) {
        self.id = id
        self.source = source
        self.origin = origin
        self.state = .claiming
        self.times = JobTimes(dropped: dropped, changed: changed)
    }

    /// What to do next.
    package var nextAction: JobAction {
        switch self.state {
        case .claiming: .claim
        case .claimed: self.origin?.batch == nil ? .submit : .divide
        // Only one process sends, and it waits for the answer: found in the journal, this state is past helping.
        case .submitting: .awaitAnswer
        case .queued(let paid): self.isCancelRequested ? .cancel(paid.requestID) : .poll(paid.requestID)
        case .running(let paid): .poll(paid.requestID)
        case .collecting(let output): .collect(output)
        case .publishing(let output): .publish(output)
        case .published(let delivery): self.isSettled ? .nothing : .tidyDelivered(delivery)
        case .failed(let failure), .unconfirmed(let failure): self.isSettled ? .nothing : .tidyFailed(failure)
        case .cancelled: self.isSettled ? .nothing : .tidyCancelled
        case .divided(let division): .awaitChildren(division)
        case .completed(let completion): self.isSettled ? .nothing : .tidyCompleted(completion)
        }
    }
}

extension Job {
    /// The prompt has been read.
    package mutating func brought(_ origin: JobOrigin) { self.origin = origin }

    /// The claim's rename is on disk.
    package mutating func claimed(at now: Date) {
        guard case .claiming = self.state else { return }
        self.state = .claimed
        self.times.claimed = now
    }

    /// The prompt turned out to be unusable before anything was sent.
    package mutating func rejected(_ failure: Failure) {
        guard case .claimed = self.state else { return }
        self.state = .failed(failure)
    }

    /// What an end asks for has been done.
    package mutating func settled() {
        guard self.state.name.isEnd else { return }
        self.isSettled = true
    }
}
