import Foundation
import PromptCore
import Synchronization

/// What has come of the jobs since the daemon started, and how long it took: the one place where it is counted.
final class Tally: Sendable {
    struct Totals: Equatable, Sendable {
        var published = 0
        var images = 0
        var failed = 0
        var unconfirmed = 0
        var cancelled = 0
        /// Files with many prompts.
        var completed = 0
        /// What the API said the published ones cost.
        var cost = USD.zero
        /// Of the published files.
        var bytes: Int64 = 0
        /// What the published ones cost, by the estimate where the API has not said it.
        var spend = USD.zero
        /// What those may have cost that ended without a result.
        var uncertainSpend = USD.zero
        /// The failed ones by what was wrong.
        var failures: [Failure.Code: Int] = [:]
        /// When the last ones ended so, those of earlier processes included as far as they are known.
        var lastPublished: Date?
        var lastUnconfirmed: Date?
    }

    /// All that is counted.
    struct Counts: Sendable {
        var totals = Totals()
        var steps = JobStep.allCases.map { Histogram(bounds: $0.bounds) }
        var calls: [APICall: [APICall.Outcome: Int]] = [:]
    }

    private let state = Mutex(Counts())

    var totals: Totals { self.state.withLock { $0.totals } }
    var counts: Counts { self.state.withLock { $0 } }

    /// The job is over.
    func ended(_ job: Job, at now: Date) {
        self.state.withLock { counts in
            switch job.state {
            case .published(let delivery): counts.totals.add(delivery.output, job, at: now)
            case .failed(let failure):
                counts.totals.failed += 1
                counts.totals.failures[failure.code, default: 0] += 1
                counts.totals.addUncertain(job)
            case .unconfirmed:
                counts.totals.unconfirmed += 1
                counts.totals.lastUnconfirmed = now
                counts.totals.addUncertain(job)
            case .cancelled: counts.totals.cancelled += 1
            case .completed: counts.totals.completed += 1
            case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .divided: break
            }
        }
    }

    /// The daemon starts; `last` are the jobs that earlier processes have submitted last.
    func started(after last: [Job]) {
        self.state.withLock { counts in
            for job in last {
                guard case .published = job.state, let time = job.times.published else { continue }
                counts.totals.lastPublished = max(counts.totals.lastPublished ?? time, time)
            }
        }
    }

    /// A job has gone on from `old` to `new`.
    func moved(from old: Job, to new: Job, at now: Date) {
        guard old.state.name != new.state.name else { return }
        switch new.state.name {
        case .running: self.took(.queue, old.times.submitted, now)
        case .collecting where [.queued, .running].contains(old.state.name):
            self.took(.run, old.times.started, now)
            self.took(.generation, old.times.submitted, now)
        case .published: self.took(.job, new.times.claimed, now)
        default: break
        }
    }

    private func took(_ step: JobStep, _ began: Date?, _ now: Date) {
        if let began { self.took(step, now.timeIntervalSince(began)) }
    }

    /// A step of a job's way took so many seconds.
    func took(_ step: JobStep, _ seconds: Double) {
        self.state.withLock { counts in
            guard let index = JobStep.allCases.firstIndex(of: step) else { return }
            counts.steps[index].observe(seconds)
        }
    }

    /// The API was called.
    func called(_ call: APICall, _ outcome: APICall.Outcome) {
        self.state.withLock { $0.calls[call, default: [:]][outcome, default: 0] += 1 }
    }
}

extension Tally.Totals {
    fileprivate mutating func add(_ output: JobState.Output, _ job: Job, at now: Date) {
        self.published += 1
        self.images += output.arrivedCount
        self.bytes += output.arrivedBytes
        self.cost = self.cost + (output.cost ?? .zero)
        self.spend = self.spend + (job.charge?.cost ?? .zero)
        self.lastPublished = now
    }

    fileprivate mutating func addUncertain(_ job: Job) {
        self.uncertainSpend = self.uncertainSpend + (job.charge?.cost ?? .zero)
    }
}
