import Foundation
import PromptCore
import Synchronization

/// What others see of the register.
extension JobsInFlight {
    /// A job as people see it.
    struct Entry: Equatable, Sendable {
        var name: PromptPath
        var id: JobID
        var state: JobState.Name
        var requestID: RequestID?
        var doing: Doing
        /// Since when it is doing that.
        var since: Date
        /// Its owner wished it cancelled when that was not possible any more.
        var isCancelLate = false

        /// When it was claimed, and sent.
        var claimed: Date?
        var submitted: Date?
        var model: ModelID?
        /// How many images were asked for, and how many of them have been fetched.
        var images: Int?
        var arrived = 0
        /// Its files, as far as they have been taken.
        var inputs: [SentInput] = []
        /// What it has cost or may have cost; before it is sent, what it will by the catalog.
        var cost: USD?

        init(name: PromptPath, id: JobID, state: JobState.Name, doing: Doing, since: Date) {
            self.name = name
            self.id = id
            self.state = state
            self.doing = doing
            self.since = since
        }

        /// What `job` is doing since `now`.
        init(_ job: Job, _ doing: Doing, since now: Date) {
            self.init(name: job.source, id: job.id, state: job.state.name, doing: doing, since: now)
            self.requestID = job.state.requestID
            (self.claimed, self.submitted) = (job.times.claimed, job.times.submitted)
            self.isCancelLate = job.wasCancelLate == true
            (self.model, self.images) = (job.request?.model, job.request?.imageCount)
            self.inputs = job.sentInputs
            self.cost = job.charge == nil ? job.request?.estimate : job.charge?.cost
            switch job.state {
            case .collecting(let output), .publishing(let output): self.arrived = output.arrivedCount
            case .published(let delivery): self.arrived = delivery.output.arrivedCount
            case .claiming, .claimed, .submitting, .queued, .running, .failed, .unconfirmed, .cancelled, .divided,
                .completed:
                break
            }
        }

        /// What of its own is in its way; `nil` if nothing is.
        var obstacle: String? { if case .blocked(let why) = self.doing { why } else { nil } }
    }

    /// The job goes on although its owner has wished it cancelled: that came too late.
    func cancelCameTooLate(_ path: PromptPath) {
        self.state.withLock { $0.slots[path]?.entry?.isCancelLate = true }
        self.changed.wake()
    }

    /// Notes what is in the way of a command that no job deals with; `nil` if nothing is any more.
    func command(_ path: PromptPath, waitsFor obstacle: String?) {
        self.state.withLock { $0.slots[path]?.obstacle = obstacle }
        self.changed.wake()
    }

    /// Those, by what the commands are about.
    var obstacles: [PromptPath: String] { self.state.withLock { $0.slots.compactMapValues(\.obstacle) } }

    /// Why a job can do nothing at this moment.
    enum Idleness: Sendable {
        /// It waits to submit until the trouble ends.
        case held
        /// It is further on, and waits for a disk, the network or the API.
        case stuck
        /// Its owner holds it back.
        case paused
        /// Something of its own is in the way, such as a folder that promptd may not write to.
        case blocked
        /// It finds no room under the caps of the day.
        case overBudget
        /// Its own prompts are made.
        case divided
    }

    /// How many jobs are in each state, and when the oldest of those was claimed that have not been submitted.
    var standing: (states: [JobState.Name: Int], oldestUnsent: Date?) {
        self.state.withLock { state in
            var states: [JobState.Name: Int] = [:]
            var oldest: JobID?
            for entry in state.slots.values.compactMap(\.entry) {
                states[entry.state, default: 0] += 1
                guard [.claiming, .claimed].contains(entry.state) else { continue }
                oldest = oldest.map { $0.rawValue < entry.id.rawValue ? $0 : entry.id } ?? entry.id
            }
            return (states, oldest?.time)
        }
    }

    /// How many there are, by place, and how many of them can do nothing at this moment, by reason.
    struct Summary: Equatable, Sendable {
        var count = 0
        /// Those that have a place, or are to have the next ones.
        var places = 0
        var aside = 0
        /// Those aside whose requests the API has not finished.
        var unfinished = 0
        var tidying = 0
        var held = 0
        var stuck = 0
        var paused = 0
        var blocked = 0
        var overBudget = 0
        var divided = 0

        /// Those that can do nothing and will not by themselves.
        var resting: Int { self.held + self.paused + self.blocked + self.overBudget + self.divided }
    }
}
