import Foundation
import PromptTesting

@testable import PromptCore

/// A tiny model of the API, the disk and the owner around one prompt, driven by a model of the runner.
///
/// It knows what really happened, such as whether a request was charged, so that a test can hold the job to it.
struct JobWorld {
    /// A request as the API has it.
    struct Request {
        enum State { case queued, running, completed, failed, cancelled }

        var id: RequestID
        var state = State.queued
        /// From the moment it runs.
        var isCharged = false
    }

    /// Where the prompt's file is.
    enum File { case dropped, claimed, removed, failed, cancelled }

    /// The process is gone; what was not written down is forgotten.
    struct Crash: Error {}
    /// A promise was broken.
    struct Broken: Error { var what: String }

    var random: SeededGenerator
    /// The journal's row.
    private(set) var row: Job?
    private(set) var file = File.dropped
    private(set) var isFolderVisible = false
    var requests: [Request] = []
    /// POSTs that the API may have accepted, answered or not.
    private(set) var perhapsCharged = 0
    var crashPercent = 5
    /// Every state that was written down.
    private(set) var seen: Set<JobState.Name> = []

    init(seed: UInt64) {
        self.random = SeededGenerator(seed: seed)
    }

    /// Every step that touches the outside may be the process's last.
    mutating func mayCrash() throws {
        if self.random.happens(self.crashPercent) { throw Crash() }
    }

    /// Changes the job and writes it down; the process may die before and after.
    mutating func commit(_ job: inout Job, _ event: (inout Job) -> Void) throws {
        try self.mayCrash()
        let before = job
        event(&job)
        try self.check(before, job)
        self.row = job
        self.seen.insert(job.state.name)
        try self.mayCrash()
    }

    private func check(_ before: Job, _ after: Job) throws {
        if before.state.name.isEnd, after.state != before.state { throw Broken(what: "an end is final") }
        if let id = before.state.requestID, after.state.requestID != id { throw Broken(what: "a request id was lost") }
        let unpaid: [JobState.Name] = [.claiming, .claimed, .submitting, .cancelled]
        if self.requests.contains(where: \.isCharged), unpaid.contains(after.state.name) {
            throw Broken(what: "charged, and yet \(after.state.name)")
        }
    }

    // MARK: The disk

    mutating func renameToClaimed() { if self.file == .dropped { self.file = .claimed } }
    mutating func tidy(_ end: File) { if self.file == .claimed { self.file = end } }
    mutating func showFolder() { self.isFolderVisible = true }

    /// The next process: reads the row and looks at the file.
    mutating func restart() throws -> Job {
        guard let row = self.row else { return try self.begin() }
        var job = try JSONDecoder().decode(Job.self, from: try JSONEncoder().encode(row))
        guard job == row else { throw Broken(what: "the journal gave back another job") }
        let witness: Job.Witness =
            switch self.file {
            case .dropped: .dropped
            case .claimed: .claimed
            case .removed, .failed, .cancelled: .absent
            }
        let before = job
        let order = job.restarted(witness)
        try self.check(before, job)
        guard order == .resume else {
            self.row = nil
            return try self.begin()
        }
        self.row = job
        self.seen.insert(job.state.name)
        return job
    }

    private mutating func begin() throws -> Job {
        guard self.file == .dropped else { throw Broken(what: "a claimed prompt was taken for a new one") }
        let job = Job(id: JobSample.id, source: try JobSample.path(), dropped: JobSample.time)
        self.row = job
        self.seen.insert(.claiming)
        return job
    }

    // MARK: The API

    /// Takes a POST; the answer may be lost, and so may the request.
    mutating func post() throws -> SubmissionOutcome {
        guard self.perhapsCharged == 0 else { throw Broken(what: "a second POST that may be charged") }
        // The witness must not let a new job in while this one may be charged.
        guard self.file == .claimed else { throw Broken(what: "sent before it was claimed") }
        switch Int.random(in: 0..<10, using: &self.random) {
        case 0: return .notSent(Trouble("no route"))
        case 1, 2:
            let reason = self.random.pick(Refusal.Reason.prompt, .token, .balance, .rateLimit, .model)
            return .refused(Refusal(reason: reason, status: 400, message: "no"))
        default:
            self.perhapsCharged += 1
            self.requests.append(Request(id: try JobSample.requestID()))
            try self.mayCrash()
            return self.random.happens(10) ? .unknown(Trouble("cut off")) : .accepted(try JobSample.requestID())
        }
    }

    /// Time passes at the API.
    mutating func advanceAPI() {
        for index in self.requests.indices {
            switch self.requests[index].state {
            case .queued where self.random.happens(3):
                // Somebody cancels it on the vendor's site.
                self.requests[index].state = .cancelled
            case .queued where self.random.happens(40):
                self.requests[index].state = .running
                self.requests[index].isCharged = true
            case .running where self.random.happens(40):
                self.requests[index].state = self.random.happens(10) ? .failed : .completed
            case .queued, .running, .completed, .failed, .cancelled:
                break
            }
        }
    }

    /// Takes a wish to cancel; `nil` if its answer was lost.
    mutating func cancel() -> CancelOutcome? {
        guard let state = self.requests.first?.state else { return nil }
        if state == .queued { self.requests[0].state = .cancelled }
        if self.random.happens(30) { return nil }
        // Already cancelled is no longer cancellable: the answer to a repeated call.
        return state == .queued ? .cancelled : .notCancellable
    }

    /// The state as a status call shows it.
    mutating func status() -> RequestState {
        if self.random.happens(5) { return .unrecognised("napping") }
        return switch self.requests.first?.state {
        case .running: .running
        case .completed: .completed
        case .failed: .failed("no GPU")
        case .cancelled: .cancelled
        case .queued, nil: .queued(position: 1)
        }
    }
}
