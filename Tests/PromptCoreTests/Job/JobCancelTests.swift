import Testing

@testable import PromptCore

@Suite struct JobCancelTests {
    @Test(arguments: [
        (JobState.Name.claiming, Job.CancelAction.cancelled), (.claimed, .cancelled), (.submitting, .noted),
        (.queued, .noted), (.running, .tooLate), (.collecting, .tooLate), (.publishing, .tooLate),
        (.published, .tooLate), (.failed, .tooLate), (.unconfirmed, .tooLate), (.cancelled, .tooLate),
    ])
    func answersAWish(state: JobState.Name, order: Job.CancelAction) throws {
        var job = try JobSample.job(state)
        let before = job
        #expect(job.cancelRequested() == order)
        switch order {
        case .cancelled: #expect(job.state == .cancelled(nil))
        case .noted: #expect(job.isCancelRequested && job.state == before.state)
        case .tooLate:
            #expect(job.state == before.state && !job.isCancelRequested)
            // What is still to be delivered says why it is there.
            let isUnderWay = [.running, .collecting, .publishing].contains(state)
            #expect(job.wasCancelLate == (isUnderWay ? true : nil))
        }
    }

    /// The wish must outlive the answer to the POST.
    @Test func aWishDuringTheSubmissionIsKept() throws {
        var job = try JobSample.job(.submitting)
        _ = job.cancelRequested()
        let submitting = job
        try JobEvent.accepted.happen(to: &job)
        #expect(job.nextAction == .cancel(try JobSample.requestID()))
        for event in [JobEvent.notSent, .refusedToken, .refusedBalance, .refusedRateLimit, .refusedModel] {
            job = submitting
            try event.happen(to: &job)
            #expect(job.state == .cancelled(nil))
        }
        job = submitting
        try JobEvent.answerLost.happen(to: &job)
        // Perhaps charged: nobody may call it cancelled.
        #expect(job.state.name == .unconfirmed)
    }

    @Test func aCancelledRequestKeepsItsName() throws {
        for event in [JobEvent.cancelDone, .statusCancelled, .resultCancelled] {
            var job = try JobSample.job(.queued)
            _ = job.cancelRequested()
            try event.happen(to: &job)
            #expect(job.state == .cancelled(.init(requestID: try JobSample.requestID())))
        }
    }

    /// The first call cancelled it, its answer was lost, the repeated call was refused: it is cancelled all the same.
    @Test func aRefusalAfterALostAnswerIsNoForeignCancellation() throws {
        for event in [JobEvent.statusCancelled, .resultCancelled] {
            var job = try JobSample.job(.queued)
            _ = job.cancelRequested()
            job.cancelAnswered(.notCancellable)
            #expect(job.nextAction == .poll(try JobSample.requestID()))
            try event.happen(to: &job)
            #expect(job.state == .cancelled(.init(requestID: try JobSample.requestID())))
        }
    }

    @Test func aCancellationNobodyAskedForIsAFailure() throws {
        for (state, isCharged) in [(JobState.Name.queued, false), (.running, true)] {
            var job = try JobSample.job(state)
            try JobEvent.statusCancelled.happen(to: &job)
            guard case .failed(let failure) = job.state else {
                Issue.record("\(job.state)")
                continue
            }
            #expect(failure.code == .cancelledElsewhere)
            #expect(failure.requestID == (try JobSample.requestID()))
            // Once it runs, it is charged.
            #expect(failure.mayHaveBeenCharged == isCharged)
        }
    }

    /// Delivered as usual: a wish that came too late must not end what is paid for.
    @Test func whatRunsIsNeverCancelled() throws {
        var job = try JobSample.job(.queued)
        _ = job.cancelRequested()
        try JobEvent.statusRunning.happen(to: &job)
        #expect(!job.isCancelRequested)
        #expect(job.nextAction == .poll(try JobSample.requestID()))
        for event in JobEvent.allCases {
            var next = job
            try event.happen(to: &next)
            #expect(next.state.name != .cancelled)
        }
    }
}
