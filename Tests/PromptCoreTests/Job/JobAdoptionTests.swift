import Foundation
import Testing

@testable import PromptCore

@Suite struct JobAdoptionTests {
    private static let found = "found-7"

    private func adopt(_ job: inout Job, _ id: String = Self.found) throws -> Job.AdoptionAction {
        job.adopted(try JobSample.requestID(id), request: try JobSample.request(), created: JobSample.time)
    }

    /// Catches a found request that is not collected, or a prompt that would be sent again.
    @Test func anUnconfirmedJobGoesOnAsAPaidOne() throws {
        var job = try JobSample.job(.unconfirmed)
        job.settled()
        let charge = job.charge
        #expect(try self.adopt(&job) == .collect)
        #expect(job.nextAction == .poll(try JobSample.requestID(Self.found)))
        #expect(!job.isSettled)
        #expect(job.charge == charge, "it was charged on the day of its submission, once")
    }

    /// Catches a job of a lost journal that cannot be delivered because nobody knows what it asked for.
    @Test func anUnknownHistoryGetsItsRequestBack() throws {
        var job = Job(id: JobSample.id, unknownHistoryOf: try JobSample.path(), dropped: JobSample.time)
        job.settled()
        #expect(try self.adopt(&job) == .collect)
        #expect(job.request == (try JobSample.request()))
        #expect(job.times.submitted == JobSample.time)
    }

    /// Catches an adoption that takes a job from what it is doing, or undoes an end that nothing was paid for.
    @Test(arguments: JobState.Name.allCases.filter { $0 != .unconfirmed })
    func otherJobsAreLeftAlone(state: JobState.Name) throws {
        var job = try JobSample.job(state)
        let before = job
        guard case .refuse = try self.adopt(&job) else {
            Issue.record("\(state) was adopted")
            return
        }
        #expect(job == before)
    }

    /// Catches a prompt that is removed as delivered because the request that was not charged for it is named again.
    @Test func whatWasNotChargedIsNotAdopted() throws {
        var job = try JobSample.job(.queued)
        try JobEvent.statusCancelled.happen(to: &job)
        #expect(job.state == .failed(.cancelledElsewhere(try JobSample.requestID(), hasRun: false)))
        guard case .refuse = try self.adopt(&job, "req-1") else {
            Issue.record("nothing was made, and nothing can be collected")
            return
        }
    }

    /// Catches a repeated adoption, as after a crash, that is refused or starts anew.
    @Test(arguments: [JobState.Name.queued, .running, .collecting, .publishing, .published])
    func theSameRequestAgainIsNothingNew(state: JobState.Name) throws {
        var job = try JobSample.job(state)
        let before = job
        #expect(try self.adopt(&job, "req-1") == .alreadyAdopted)
        #expect(job == before)
    }

    /// Catches a request that is put in the place of the one that is known to be the prompt's.
    @Test func aKnownRequestIsNotReplaced() throws {
        var job = try JobSample.job(.running)
        job.requestLost("HTTP 404")
        job.settled()
        guard case .refuse(let why) = try self.adopt(&job) else {
            Issue.record("another request was taken")
            return
        }
        #expect(why.contains("req-1"))
        // The same one may have come back.
        #expect(try self.adopt(&job, "req-1") == .collect)
    }

    /// Catches a file that is misread.
    @Test func whatTheFileMaySay() throws {
        let id = try JobSample.requestID("2f1c-9")
        #expect(try Adoption.requestID(in: Adoption.bytes(id)) == id)
        #expect(try Adoption.requestID(in: Array(#"{"request_id": "2f1c-9", "note": "mine"}"#.utf8)) == id)
        #expect(try Adoption.requestID(in: Array("2f1c-9\n".utf8)) == id)
        for wrong in [
            "", "2f1c-9,", "[]", "{}", #"{"request_id": 7.5}"#, #"{"request_id": ""}"#, #"{"request_id": "a\nb"}"#,
        ] {
            #expect(throws: Adoption.UnreadableError.self, "\(wrong)") { try Adoption.requestID(in: Array(wrong.utf8)) }
        }
    }
}
