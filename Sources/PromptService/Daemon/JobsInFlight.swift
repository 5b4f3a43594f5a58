import Foundation
import PromptCore
import Synchronization

/// The prompts that are being worked on: the only register of them, held in memory and gone with the process.
///
/// From it follow how many more may be begun, when a run that drains the inbox is over, how often the API is asked about
/// each job, and what the status shows.
final class JobsInFlight: Sendable {
    /// Whether a job keeps others from being begun.
    enum Place {
        /// Between its claim and the end of its generation: one of `max-in-flight`.
        case moving
        /// It could go on, and waits for a place.
        case returning
        /// It fetches its result, or waits for something of its own: there may be many of them.
        case aside
        /// All that is left to do for it is to tell its owner how it ended, as soon as it is its turn.
        case untold
        /// Its owner is being told how it ended.
        case tidying
    }

    struct Slot {
        /// `nil` until its job has begun to do something.
        var entry: Entry?
        var idleness: Idleness?
        var place = Place.moving
        /// The model whose price it waits for.
        var priceless: ModelID?
        /// What is in the way of a command that no job deals with.
        var obstacle: String?
        /// How long its generation took has been counted.
        var isGenerated = false

        /// It has been paid for, is not done at the API, and keeps no place: it has taken too long for that.
        var isUnfinished: Bool {
            [.aside, .returning].contains(self.place) && [.queued, .running].contains(self.entry?.state)
        }
    }

    struct State {
        var slots: [PromptPath: Slot] = [:]
        /// The jobs that were left as they were, since the daemon stops.
        var left: [Entry] = []
        var typicalSeconds: Double?
        /// The API answers a question for a result with how far the request is.
        var mayResultsBeEarly = true
        /// How many may have a place at once.
        var limit: LearntLimit
        /// Questions a second.
        var pollRate: LearntLimit

        /// How many requests that keep no place may be unfinished: nobody buys without end from an API that finishes
        /// nothing.
        var mostUnfinished: Int { 15 * self.limit.highest }
    }

    let state: Mutex<State>
    let clocks: Clocks
    let batches = BatchWatch()
    /// Woken when there is something new to see.
    let changed: WakeSignal
    /// Woken when there is a place for another one.
    let freed: WakeSignal

    init(
        limit: LearntLimit = .fixed(8),
        pollRate: LearntLimit = .fixed(20),
        clocks: Clocks,
        changed: WakeSignal,
        freed: WakeSignal = WakeSignal()
    ) {
        self.state = Mutex(State(limit: limit, pollRate: pollRate))
        self.clocks = clocks
        self.changed = changed
        self.freed = freed
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
        self.batches.ended(path)
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

    // MARK: Places

    /// The job keeps no place any more that others need.
    func stepAside(_ path: PromptPath) {
        let isFreed = self.state.withLock { state in
            guard let old = state.slots[path]?.place else { return false }
            state.slots[path]?.place = .aside
            return old != .aside
        }
        guard isFreed else { return }
        self.changed.wake()
        self.freed.wake()
    }

    /// All that is left is to tell its owner how it ended, when it is its turn; there may be thousands.
    func isUntold(_ path: PromptPath) {
        self.state.withLock { $0.slots[path]?.place = .untold }
    }

    /// It is the turn of one that is untold.
    func tidies(_ path: PromptPath) {
        self.state.withLock { $0.slots[path]?.place = .tidying }
    }

    /// The job's request is at the API and moves: that takes a place, whether there is one or not.
    func moves(_ path: PromptPath) {
        let old = self.state.withLock { state in
            defer { state.slots[path]?.place = .moving }
            return state.slots[path]?.place
        }
        // The next one may be told.
        if old == .tidying { self.freed.wake() }
    }

    /// Takes a place for a job that has stepped aside and could go on.
    ///
    /// - Returns: `false` if there is none; the next one is kept for it.
    func regainPlace(_ path: PromptPath) -> Bool {
        self.state.withLock { state in
            guard let slot = state.slots[path], slot.place != .moving else { return true }
            let isFree =
                state.slots.values.count { $0.place == .moving } < state.limit.count
                && state.slots.values.count { $0.isUnfinished } < state.mostUnfinished
            state.slots[path]?.place = isFree ? .moving : .returning
            return isFree
        }
    }

    /// Notes whether the job waits for the price of `model`; one that asks is enough.
    func waits(_ path: PromptPath, forPriceOf model: ModelID?) {
        self.state.withLock { $0.slots[path]?.priceless = model }
    }

    /// Whether a job waits for that model's price.
    func isPriceless(_ model: ModelID) -> Bool {
        self.state.withLock { $0.slots.values.contains { $0.priceless == model } }
    }

    // MARK: What they do

    /// Notes what the job is doing.
    func job(_ job: Job, is doing: Doing) {
        let isNew = self.state.withLock { state in
            let old = state.slots[job.source]?.entry
            guard old?.id != job.id || old?.doing != doing || old?.state != job.state.name else { return false }
            state.slots[job.source]?.entry = Entry(job, doing, since: self.clocks.wall())
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
            // Once: its result may have to be asked for many times.
            guard state.slots[job.source]?.isGenerated == false else { return }
            state.slots[job.source]?.isGenerated = true
            state.typicalSeconds = state.typicalSeconds.map { $0 * 0.8 + seconds * 0.2 } ?? seconds
        }
    }

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
                if slot.isUnfinished { summary.unfinished += 1 }
                switch slot.place {
                case .moving, .returning: summary.places += 1
                case .aside: summary.aside += 1
                case .untold: break
                case .tidying: summary.tidying += 1
                }
                switch slot.idleness {
                case .held: summary.held += 1
                case .stuck: summary.stuck += 1
                case .paused: summary.paused += 1
                case .blocked: summary.blocked += 1
                case .overBudget: summary.overBudget += 1
                case .divided: summary.divided += 1
                case nil: break
                }
            }
        }
    }

    /// What the first job waits for that something of its own keeps from going on; `nil` if there is none.
    var firstObstacle: String? {
        self.state.withLock { state in
            let blocked = state.slots.values.filter { $0.idleness == .blocked }.compactMap(\.entry)
            let first = blocked.min { $0.id.rawValue < $1.id.rawValue }
            return first?.obstacle
        }
    }

    /// Seconds from submission to the end of the generation, a running mean; `nil` before the first.
    var typicalSeconds: Double? { self.state.withLock { $0.typicalSeconds } }
}
