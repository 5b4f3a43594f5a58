import Foundation
import PromptCore
import Synchronization

/// What the jobs in flight are doing, for people; held in memory, gone with the process.
final class StatusBoard: Sendable {
    struct Entry: Equatable, Sendable {
        var name: PromptPath
        var id: JobID
        var state: JobState.Name
        var requestID: RequestID?
        /// In words: `queued #4`, `generating`, `downloading 2/3`, `waiting: …`.
        var doing: String
        var since: Date
    }

    struct Totals: Equatable, Sendable {
        var published = 0
        var images = 0
        var failed = 0
        var unconfirmed = 0
        var cancelled = 0
        /// What the API said the published ones cost.
        var cost = USD(micros: 0)
        /// Seconds from submission to the end of the generation, a running mean; `nil` before the first.
        var typicalSeconds: Double?
    }

    private struct State {
        var entries: [JobID: Entry] = [:]
        var totals = Totals()
    }

    private let state = Mutex(State())
    private let changed: WakeSignal

    init(changed: WakeSignal) {
        self.changed = changed
    }

    var entries: [Entry] {
        self.state.withLock { state in state.entries.values.sorted { $0.id.rawValue < $1.id.rawValue } }
    }

    var totals: Totals { self.state.withLock { $0.totals } }

    func show(_ job: Job, _ doing: String) {
        let isNew = self.state.withLock { state in
            let old = state.entries[job.id]
            guard old?.doing != doing || old?.state != job.state.name else { return false }
            state.entries[job.id] = Entry(
                name: job.source,
                id: job.id,
                state: job.state.name,
                requestID: job.state.requestID,
                doing: doing,
                since: Date()
            )
            return true
        }
        if isNew { self.changed.wake() }
    }

    /// The generation is over; how long it took tells when to ask about the next ones.
    func generated(_ job: Job, at now: Date) {
        guard let submitted = job.times.submitted else { return }
        let seconds = max(0, now.timeIntervalSince(submitted))
        self.state.withLock { state in
            state.totals.typicalSeconds = state.totals.typicalSeconds.map { $0 * 0.8 + seconds * 0.2 } ?? seconds
        }
    }

    func ended(_ job: Job) {
        self.state.withLock { state in
            state.entries.removeValue(forKey: job.id)
            switch job.state {
            case .published(let delivery):
                state.totals.published += 1
                state.totals.images += delivery.output.collected.count
                state.totals.cost = state.totals.cost + (delivery.output.cost ?? USD(micros: 0))
            case .failed: state.totals.failed += 1
            case .unconfirmed: state.totals.unconfirmed += 1
            case .cancelled: state.totals.cancelled += 1
            case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing: break
            }
        }
        self.changed.wake()
    }
}
