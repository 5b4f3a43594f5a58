import Foundation
import PromptTesting
import Testing

@testable import PromptCore

/// Thousands of random sequences of events, crashes among them, in any order the outside can bring them.
@Suite struct JobFuzzTests {
    /// The promise that a step has broken; `nil` if it has not.
    private func broken(_ before: Job, _ after: Job) -> String? {
        let (old, new) = (before.state.name, after.state.name)
        if old.isEnd, after.state != before.state { return "an end is final" }
        if let requestID = before.state.requestID {
            if after.state.requestID != requestID { return "a request id is never lost" }
            if [.claiming, .claimed, .submitting].contains(new) { return "what was accepted is not sent again" }
        }
        if old == .running, new == .cancelled { return "what runs is paid" }
        let delivering: [JobState.Name] = [.collecting, .publishing, .published, .failed]
        if [.collecting, .publishing].contains(old), !delivering.contains(new) {
            return "what is finished is delivered"
        }
        if before.isSettled, after != before { return "what is settled is over" }
        if after.isSettled, after.nextAction != .nothing { return "nothing is asked for after the end" }
        return nil
    }

    /// Reads the job as the next process would.
    private func crash(_ job: Job, _ witness: Job.InboxTrace) throws -> Job {
        var next = try JSONDecoder().decode(Job.self, from: try JSONEncoder().encode(job))
        try #require(next == job)
        _ = next.restarted(inbox: witness)
        return next
    }

    /// Half of the time what the order asks for, so that the far states are reached too.
    private func next(_ job: Job, _ random: inout SeededGenerator) -> JobEvent {
        if random.happens(50) { return self.likely(job) }
        return JobEvent.allCases.randomElement(using: &random) ?? .settled
    }

    @Test(.timeLimit(.minutes(1)), arguments: 0..<20)
    func keepsItsPromises(block: Int) throws {
        let witnesses: [Job.InboxTrace] = [.claimed, .dropped, .absent]
        for seed in block * 100..<(block + 1) * 100 {
            var random = SeededGenerator(seed: UInt64(seed))
            var job = try JobSample.job(.claiming)
            for step in 0..<60 {
                let before = job
                let event = random.happens(10) ? nil : self.next(job, &random)
                if let event {
                    try event.happen(to: &job)
                } else {
                    job = try self.crash(job, witnesses.randomElement(using: &random) ?? .claimed)
                }
                if let promise = self.broken(before, job) {
                    Issue.record(
                        "\(promise): seed \(seed), step \(step), \(event?.rawValue ?? "crash"), \(before.state.name)"
                    )
                }
            }
        }
    }

    private func likely(_ job: Job) -> JobEvent {
        switch job.state {
        case .claiming: .claimed
        case .claimed: .submissionStarted
        case .submitting: .accepted
        case .queued: .statusRunning
        case .running: .resultCompleted
        case .collecting(let output): output.wanted.first == 0 ? .fileCollected : .collectionEnded
        case .publishing: .published
        case .divided: .completed
        case .published, .failed, .unconfirmed, .cancelled, .completed: .settled
        }
    }
}
