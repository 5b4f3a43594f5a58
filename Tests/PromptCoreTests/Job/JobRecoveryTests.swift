import Testing

@testable import PromptCore

@Suite struct JobRecoveryTests {
    static let traces: [Job.InboxTrace] = [.claimed, .dropped, .absent]

    /// Where a restart leads; what is not listed stays where it is.
    private func wanted(_ state: JobState.Name, _ inbox: Job.InboxTrace) -> (Job.RestartAction, JobState.Name) {
        switch (state, inbox) {
        // Whose file has that name, claiming again finds out.
        case (.claiming, .claimed): (.resume, .claiming)
        case (.claiming, .dropped), (.claiming, .absent): (.forget, .claiming)
        case (.claimed, .dropped): (.resume, .claiming)
        // Nobody can tell a deleted prompt from one that was delivered after the journal's copy was made.
        case (.claimed, .absent): (.resume, .failed)
        case (.submitting, _): (.resume, .unconfirmed)
        default: (.resume, state)
        }
    }

    @Test(arguments: JobState.Name.allCases, Self.traces)
    func goesOnFromEveryState(state: JobState.Name, inbox: Job.InboxTrace) throws {
        let before = try JobSample.job(state)
        var job = before
        let (order, next) = self.wanted(state, inbox)
        #expect(job.restarted(inbox: inbox) == order)
        #expect(job.state.name == next)
        if next == state { #expect(job == before) }
        #expect(job.state.requestID == before.state.requestID)
    }

    /// The money rule: a job that may have been sent is not sent again, whatever its file is called, however often
    /// promptd restarts, and whatever happens then.
    @Test(arguments: Self.traces, JobEvent.allCases)
    func whatWasBeingSentIsNeverSentAgain(inbox: Job.InboxTrace, event: JobEvent) throws {
        var job = try JobSample.job(.submitting)
        #expect(job.restarted(inbox: inbox) == .resume)
        try event.happen(to: &job)
        #expect(job.restarted(inbox: .dropped) == .resume)
        try event.happen(to: &job)
        guard case .unconfirmed(let failure) = job.state else {
            Issue.record("\(job.state)")
            return
        }
        #expect(failure.mayHaveBeenCharged)
        #expect(failure.submitted == JobSample.time)
    }

    /// The flag is journalled with the state, so that the wish outlives the process.
    @Test func aWishToCancelOutlivesTheProcess() throws {
        var job = try JobSample.job(.queued)
        _ = job.cancelRequested()
        _ = job.restarted(inbox: .claimed)
        #expect(job.nextAction == .cancel(try JobSample.requestID()))
    }

    /// A journal restored from an older copy knows less than the outbox: what the outbox shows of a request decides.
    @Test(arguments: [JobState.Name.claiming, .claimed, .submitting], Self.traces)
    func theOutboxIsASecondWitness(state: JobState.Name, inbox: Job.InboxTrace) throws {
        let requestID = try JobSample.requestID()
        var sent = try JobSample.job(state)
        #expect(sent.restarted(inbox: inbox, outbox: .submitted) == .resume)
        #expect(sent.state.name == .unconfirmed)
        var accepted = try JobSample.job(state)
        #expect(accepted.restarted(inbox: inbox, outbox: .accepted(requestID)) == .resume)
        #expect(accepted.nextAction == .poll(requestID))
    }

    /// A folder that is there is not made, fetched or paid for again.
    @Test(arguments: JobState.Name.allCases, Self.traces)
    func whatIsDeliveredIsNotMadeAgain(state: JobState.Name, inbox: Job.InboxTrace) throws {
        var job = try JobSample.job(state)
        let order = job.restarted(inbox: inbox, outbox: .delivered)
        switch state {
        case .claiming, .claimed, .submitting, .queued, .running, .collecting: #expect(order == .forgetDelivered)
        case .publishing, .published, .failed, .unconfirmed, .cancelled, .divided, .completed: #expect(order == .resume)
        }
    }

    /// Its journal was lost: it may have been paid for, so it is not sent.
    @Test(arguments: Self.traces)
    func aClaimedFileWithoutARowFails(inbox: Job.InboxTrace) throws {
        var job = Job(id: JobSample.id, unknownHistoryOf: try JobSample.path(), dropped: JobSample.time)
        #expect(job.nextAction == .tidyFailed(.unknownHistory))
        #expect(job.restarted(inbox: inbox) == .resume)
        #expect(job.state == .failed(.unknownHistory))
        #expect(Failure.unknownHistory.mayHaveBeenCharged)
    }
}
