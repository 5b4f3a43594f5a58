import Foundation
import PromptCore
import Synchronization

/// The prompts that are being worked on: the only register of them, held in memory and gone with the process.
///
/// From it follow how many more may be begun, when a run that drains the inbox is over, how often the API is asked about
/// each job, and what the status shows.
final class JobsInFlight: Sendable {
    /// A job as people see it.
    struct Entry: Equatable, Sendable {
        var name: PromptPath
        var id: JobID
        var state: JobState.Name
        var requestID: RequestID?
        var doing: Doing
        /// Since when it is doing that.
        var since: Date
    }

    /// Why a job can do nothing at this moment.
    enum Idleness: Sendable {
        /// It waits to submit until the trouble ends.
        case held
        /// It is further on, and waits for a disk, the network or the API.
        case stuck
        /// Its owner holds it back.
        case paused
    }

    /// How many there are, and how many of them can do nothing at this moment, by reason.
    struct Summary: Equatable, Sendable {
        var count = 0
        var held = 0
        var stuck = 0
        var paused = 0
    }

    private struct Slot {
        /// `nil` until its job has begun to do something.
        var entry: Entry?
        var idleness: Idleness?
    }

    private struct State {
        var slots: [PromptPath: Slot] = [:]
        /// The jobs that were left as they were, since the daemon stops.
        var left: [Entry] = []
        var typicalSeconds: Double?
    }

    private let state = Mutex(State())
    private let clocks: Clocks
    /// Woken when there is something new to see.
    private let changed: WakeSignal

    init(clocks: Clocks, changed: WakeSignal) {
        self.clocks = clocks
        self.changed = changed
    }

    // MARK: Coming and going

    /// Takes the prompt into the register.
    ///
    /// - Returns: `false` if it is being worked on already.
    @discardableResult
    func begin(_ path: PromptPath) -> Bool {
        self.state.withLock { state in
            guard state.slots[path] == nil else { return false }
            state.slots[path] = Slot()
            return true
        }
    }

    func end(_ path: PromptPath) {
        self.state.withLock { _ = $0.slots.removeValue(forKey: path) }
        self.changed.wake()
    }

    /// The prompt is not worked on any more, although its job is not over: the daemon stops.
    ///
    /// People see it as it was left.
    func leave(_ path: PromptPath) {
        self.state.withLock { state in
            if let entry = state.slots.removeValue(forKey: path)?.entry { state.left.append(entry) }
        }
        self.changed.wake()
    }

    func contains(_ path: PromptPath) -> Bool { self.state.withLock { $0.slots[path] != nil } }

    // MARK: What they do

    /// Notes what the job is doing.
    func job(_ job: Job, is doing: Doing) {
        let isNew = self.state.withLock { state in
            let old = state.slots[job.source]?.entry
            guard old?.id != job.id || old?.doing != doing || old?.state != job.state.name else { return false }
            state.slots[job.source]?.entry = Entry(
                name: job.source,
                id: job.id,
                state: job.state.name,
                requestID: job.state.requestID,
                doing: doing,
                since: self.clocks.wall()
            )
            return true
        }
        if isNew { self.changed.wake() }
    }

    /// Counts the prompt as one that can do nothing while `body` lasts.
    func idle<Value>(_ why: Idleness, _ path: PromptPath, while body: () async throws -> Value) async rethrows -> Value
    {
        self.state.withLock { $0.slots[path]?.idleness = why }
        defer { self.state.withLock { $0.slots[path]?.idleness = nil } }
        return try await body()
    }

    /// The job's generation is over; how long it took tells when to ask about the next ones.
    func generated(_ job: Job) {
        guard let submitted = job.times.submitted else { return }
        let seconds = max(0, self.clocks.wall().timeIntervalSince(submitted))
        self.state.withLock { state in
            state.typicalSeconds = state.typicalSeconds.map { $0 * 0.8 + seconds * 0.2 } ?? seconds
        }
    }

    // MARK: What follows

    /// The jobs that have something to show, oldest first.
    var entries: [Entry] {
        self.state.withLock { state in
            (state.slots.values.compactMap(\.entry) + state.left).sorted { $0.id.rawValue < $1.id.rawValue }
        }
    }

    var summary: Summary {
        self.state.withLock { state in
            state.slots.values.reduce(into: Summary()) { summary, slot in
                summary.count += 1
                switch slot.idleness {
                case .held: summary.held += 1
                case .stuck: summary.stuck += 1
                case .paused: summary.paused += 1
                case nil: break
                }
            }
        }
    }

    /// Seconds from submission to the end of the generation, a running mean; `nil` before the first.
    var typicalSeconds: Double? { self.state.withLock { $0.typicalSeconds } }
}
