package import FoundationEssentials

extension Job {
    /// What the inbox shows of a job found in the journal at start.
    package enum Witness: Equatable, Sendable {
        /// The file has its claimed name.
        case claimed
        /// The file has the name it was dropped under.
        case dropped
        /// There is no such file.
        case absent
    }

    /// What a restart asks for beyond ``Job/order``.
    package enum RestartOrder: Equatable, Sendable {
        /// Go on where the last process stopped.
        case resume
        /// The claim never happened: drop the row, the prompt is as new.
        case forget
    }

    /// The process that drove this job is gone; the file's name is the second witness beside the row.
    package mutating func restarted(_ witness: Witness, at now: Date) -> RestartOrder {
        switch (self.state, witness) {
        case (.claiming, .dropped), (.claiming, .absent):
            return .forget
        case (.claiming, .claimed):
            self.claimed(at: now)
        case (.claimed, .dropped):
            // The rename was flushed before this row was written: only a file system that lies loses it.
            self.state = .claiming
        case (.submitting, _):
            self.state = .unconfirmed(
                .unconfirmed("promptd was stopped while it was being sent", submitted: self.times.submitted)
            )
        case (.claimed, .claimed), (.claimed, .absent), (.queued, _), (.running, _), (.collecting, _),
            (.publishing, _), (.published, _), (.failed, _), (.unconfirmed, _), (.cancelled, _):
            break
        }
        return .resume
    }

    /// What a wish to cancel asks for.
    package enum CancelOrder: Equatable, Sendable {
        /// It is cancelled, and nothing was charged.
        case cancelled
        /// It is noted; the next answer of the API decides.
        case noted
        /// It is charged anyway, so it will be delivered.
        case tooLate
    }

    /// Somebody asked for the job to be cancelled.
    package mutating func cancelRequested() -> CancelOrder {
        switch self.state {
        case .claiming, .claimed:
            self.state = .cancelled
            return .cancelled
        case .submitting, .queued:
            self.isCancelWanted = true
            return .noted
        case .running, .collecting, .publishing, .published, .failed, .unconfirmed, .cancelled:
            return .tooLate
        }
    }

    /// The API answered a wish to cancel.
    package mutating func cancelAnswered(_ outcome: CancelOutcome) {
        guard case .queued = self.state else { return }
        switch outcome {
        case .cancelled: self.state = .cancelled
        case .notCancellable: self.isCancelWanted = false
        }
    }
}

extension Job {
    /// A claimed file that the journal does not know: its journal was lost, so nobody can tell whether it was paid for.
    package init(id: JobID, unknownHistoryOf source: PromptPath, dropped: Date) {
        self.init(id: id, source: source, dropped: dropped)
        self.state = .failed(.unknownHistory)
    }
}
