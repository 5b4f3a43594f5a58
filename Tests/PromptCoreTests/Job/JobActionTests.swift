import Testing

@testable import PromptCore

@Suite struct JobActionTests {
    private func output(_ job: Job) throws -> JobState.Output {
        switch job.state {
        case .collecting(let output), .publishing(let output): return output
        case .published(let delivery): return delivery.output
        default: return try #require(nil as JobState.Output?)
        }
    }

    private func wanted(_ job: Job) throws -> JobAction {
        switch job.state {
        case .claiming: .claim
        case .claimed: .submit
        case .submitting: .awaitAnswer
        case .queued, .running: .poll(try JobSample.requestID())
        case .collecting: .collect(try self.output(job))
        case .publishing: .publish(try self.output(job))
        case .published: .tidyDelivered(.init(output: try self.output(job), folder: "campaign/hero"))
        case .failed(let failure), .unconfirmed(let failure): .tidyFailed(failure)
        case .cancelled: .tidyCancelled
        case .divided(let division): .awaitChildren(division)
        case .completed(let completion): .tidyCompleted(completion)
        }
    }

    @Test(arguments: JobState.Name.allCases)
    func followsFromTheState(state: JobState.Name) throws {
        let job = try JobSample.job(state)
        #expect(job.nextAction == (try self.wanted(job)))
    }

    /// What sends money is asked for in one state only.
    @Test(arguments: JobState.Name.allCases)
    func submitsOnlyWhatIsClaimed(state: JobState.Name) throws {
        #expect((try JobSample.job(state).nextAction == .submit) == (state == .claimed))
    }

    @Test func cancelsBeforeItPolls() throws {
        var job = try JobSample.job(.queued)
        _ = job.cancelRequested()
        #expect(job.nextAction == .cancel(try JobSample.requestID()))
    }

    @Test(arguments: JobState.Name.allCases.filter(\.isEnd))
    func hasNothingToDoOnceSettled(state: JobState.Name) throws {
        var job = try JobSample.job(state)
        job.settled()
        #expect(job.isSettled)
        #expect(job.nextAction == .nothing)
    }

    /// Settling what has not ended would leave a paid job lying.
    @Test(arguments: JobState.Name.allCases.filter { !$0.isEnd })
    func isNotSettledBeforeItEnds(state: JobState.Name) throws {
        var job = try JobSample.job(state)
        job.settled()
        #expect(!job.isSettled)
        #expect(job.nextAction != .nothing)
    }
}
