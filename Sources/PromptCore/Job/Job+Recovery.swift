package import FoundationEssentials

extension Job {
    /// What the inbox shows of a job found in the journal at start.
    package enum InboxTrace: Equatable, Sendable {
        /// The file has its claimed name.
        case claimed
        /// The file has the name it was dropped under.
        case dropped
        /// There is no such file.
        case absent
    }

    /// What the outbox shows of it: the witness that does not share the journal's fate.
    package enum OutboxTrace: Equatable, Sendable {
        case none
        /// Its POST was about to leave, or has left.
        case submitted
        /// Its POST was answered with this request.
        case accepted(RequestID)
        /// Its folder is visible.
        case delivered
    }

    /// What a restart asks for beyond ``Job/nextAction``.
    package enum RestartAction: Equatable, Sendable {
        /// Go on where the last process stopped.
        case resume
        /// Nothing was sent: drop the row, the prompt is as new.
        case forget
        /// The journal is older than the outbox: remove the claimed file, drop the row.
        case forgetDelivered
    }

    /// The process that drove this job is gone.
    ///
    /// The file's name and the outbox are witnesses beside the row: a journal that was restored from an older copy must
    /// not pay again.
    package mutating func restarted(inbox: InboxTrace, outbox: OutboxTrace = .none) -> RestartAction {
        switch self.state {
        case .claiming:
            guard outbox == .none else {
                return self.restartedSent(outbox, why: "the journal is older than the submission")
            }
            // A claimed name may be another prompt's that lies in the way: claiming again tells.
            return inbox == .claimed ? .resume : .forget
        case .claimed:
            return self.restartedUnsent(inbox, outbox)
        case .submitting:
            return self.restartedSent(outbox, why: "promptd was stopped while it was being sent")
        case .queued, .running, .collecting:
            return outbox == .delivered ? .forgetDelivered : .resume
        case .publishing, .published, .failed, .unconfirmed, .cancelled, .divided, .completed:
            return .resume
        }
    }

    private mutating func restartedUnsent(_ inbox: InboxTrace, _ outbox: OutboxTrace) -> RestartAction {
        guard outbox == .none else {
            return self.restartedSent(outbox, why: "the journal is older than the submission")
        }
        switch inbox {
        case .claimed:
            break
        case .dropped:
            // The rename was flushed before this row was written: only a file system that lies loses it.
            self.state = .claiming
        case .absent:
            // Deleted by its owner, or delivered after the journal's copy was made: nobody can tell.
            self.state = .failed(.unknownHistory)
        }
        return .resume
    }

    private mutating func restartedSent(_ outbox: OutboxTrace, why: String) -> RestartAction {
        switch outbox {
        case .delivered: return .forgetDelivered
        case .accepted(let requestID): self.state = .queued(.init(requestID: requestID))
        case .none, .submitted: self.state = .unconfirmed(.unconfirmed(why, submitted: self.times.submitted))
        }
        return .resume
    }
}

extension Job {
    /// A claimed file that the journal does not know: its journal was lost, so nobody can tell whether it was paid for.
    package init(
        id: JobID,
        unknownHistoryOf source: PromptPath,
        dropped: Date,
        changed: Date? = nil,
        origin: JobOrigin? = nil
    ) {
        self.init(id: id, source: source, dropped: dropped, changed: changed, origin: origin)
        self.state = .failed(.unknownHistory)
    }
}
