import Foundation
import Testing

@testable import PromptCore

@Suite struct JobSubmissionTests {
    private func refusal(_ reason: Refusal.Reason) -> Refusal {
        Refusal(reason: reason, status: 429, message: "not now", retryAfter: 12)
    }

    @Test func anAcceptedJobIsQueuedUnderItsRequestID() throws {
        var job = try JobSample.job(.submitting)
        #expect(job.submissionAnswered(.accepted(try JobSample.requestID())) == .proceed)
        #expect(job.state == .queued(.init(requestID: try JobSample.requestID())))
        #expect(job.times.submitted == JobSample.time)
    }

    @Test func aLostAnswerIsNeverSentAgain() throws {
        var job = try JobSample.job(.submitting)
        #expect(job.submissionAnswered(.unknown(Trouble("cut off"))) == .proceed)
        guard case .unconfirmed(let failure) = job.state else {
            Issue.record("\(job.state)")
            return
        }
        #expect(failure.code == .unconfirmed)
        #expect(failure.mayHaveBeenCharged)
        #expect(!failure.retryable)
        #expect(failure.message.contains("cut off"))
        // The owner looks it up at the vendor by this time.
        #expect(failure.submitted == JobSample.time)
    }

    /// Trouble that is nobody's prompt: the job waits, the queue is held.
    @Test(arguments: [
        (Refusal.Reason.token, Hold.Reason.token), (.balance, .balance), (.rateLimit, .rateLimit),
    ])
    func isTakenBackForTheAccount(reason: Refusal.Reason, hold: Hold.Reason) throws {
        for isModelFromPrompt in [true, false] {
            var job = try JobSample.job(.submitting, isModelFromPrompt: isModelFromPrompt)
            let order = job.submissionAnswered(.refused(self.refusal(reason)))
            #expect(order == .hold(hold, message: "not now", retryAfter: 12))
            #expect(job.state == .claimed)
            #expect(job.times.submitted == nil)
        }
    }

    @Test func isTakenBackIfItNeverLeft() throws {
        var job = try JobSample.job(.submitting)
        let order = job.submissionAnswered(.notSent(Trouble("no route")))
        #expect(order == .hold(.unreachable, message: "no route", retryAfter: nil))
        #expect(job.state == .claimed)
    }

    @Test func aRefusedPromptFails() throws {
        for isModelFromPrompt in [true, false] {
            var job = try JobSample.job(.submitting, isModelFromPrompt: isModelFromPrompt)
            #expect(job.submissionAnswered(.refused(self.refusal(.prompt))) == .proceed)
            #expect(job.state == .failed(.refused(self.refusal(.prompt))))
        }
    }

    /// Who named the unknown model is to blame: the prompt fails, the configuration holds the queue.
    @Test func anUnknownModelIsBlamedOnWhoNamedIt() throws {
        var own = try JobSample.job(.submitting, isModelFromPrompt: true)
        #expect(own.submissionAnswered(.refused(self.refusal(.model))) == .proceed)
        #expect(own.state == .failed(.refused(self.refusal(.model))))
        var configured = try JobSample.job(.submitting)
        let order = configured.submissionAnswered(.refused(self.refusal(.model)))
        #expect(order == .hold(.model, message: "not now", retryAfter: 12))
        #expect(configured.state == .claimed)
    }

    /// The money rule: whatever happens, only an answer that proves that nothing was charged allows another POST.
    @Test(arguments: JobEvent.allCases)
    func onlyProofLeadsBackToASubmission(event: JobEvent) throws {
        var job = try JobSample.job(.submitting)
        try event.happen(to: &job)
        let proofs: [JobEvent] = [.notSent, .refusedToken, .refusedBalance, .refusedRateLimit, .refusedModel]
        #expect((job.nextAction == .submit) == proofs.contains(event))
    }

    /// A second answer, late or doubled, must not move a job on, nor hold the queue.
    @Test(arguments: JobState.Name.allCases.filter { $0 != .submitting })
    func anAnswerOutOfTurnChangesNothing(state: JobState.Name) throws {
        let other = try JobSample.requestID("req-2")
        for outcome in [SubmissionOutcome.accepted(other), .notSent(Trouble("x")), .refused(self.refusal(.token))] {
            let before = try JobSample.job(state)
            var job = before
            #expect(job.submissionAnswered(outcome) == .proceed)
            #expect(job == before)
        }
    }

    @Test func asksOfTheAPIWhatThePromptSays() throws {
        let request = try JobSample.request()
        #expect(request.model == .seedreamSequential)
        #expect(!request.isModelFromPrompt)
        #expect(request.imageCount == 3)
        #expect(request.pixelSize?.width == 2560)
        #expect(request.pixelSize?.height == 1440)
        #expect(request.seed == 7)
        #expect(request.labels == #"{"b":1.50,"a":["x"]}"#)
        #expect(request.estimate == USD(micros: 105_000))
        #expect(try JobSample.request(isModelFromPrompt: true).isModelFromPrompt)
    }
}
