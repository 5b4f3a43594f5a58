import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

/// Compares the journal with the inbox at start, before anything new is taken.
struct Recovery {
    let journal: Journal
    let folder: InboxFolder
    let outbox: Outbox
    let lost: LostRequests
    let defaultModel: ModelID
    let daemon: DaemonIdentity
    let clocks: Clocks
    let random: RandomNumbers
    let logger: Logger

    /// A job that an earlier process has left.
    enum Found: Sendable {
        /// To be driven on.
        case known(Job)
        /// A file or folder of its own cannot be looked at: it is recovered when it can, and nobody waits for that.
        case unclear(Job)
        /// A claimed file that no row knows, or what may be one under a name that asks for it to be cancelled. There may be
        /// thousands, and each costs a commit, so that they are made failed jobs one by one, when the daemon is ready.
        case unknown(PromptPath)
    }

    /// Returns the jobs there are.
    ///
    /// Claimed files that no row knows become failed jobs: they are never submitted by themselves. One file or folder that
    /// cannot be read is nobody else's trouble; the inbox, the outbox and the journal themselves are everybody's.
    func run() async throws -> [Found] {
        var jobs: [Found] = []
        var known: Set<PromptPath> = []
        for found in try await self.journal.unsettled() {
            do {
                guard let job = try await self.recover(found) else { continue }
                jobs.append(.known(job))
            } catch let failure as FileError where !failure.isAtRoot {
                self.logger.warning(
                    "a job cannot be looked at, will retry",
                    metadata: [LogKeys.name: "\(found.source)", LogKeys.error: "\(failure)"]
                )
                jobs.append(.unclear(found))
            }
            known.insert(found.source)
        }
        try await self.finishRepeats()
        try await self.restoreEnds(busy: known)
        jobs += try await self.unknownFiles(known).sorted().map { .unknown($0) }
        if !jobs.isEmpty { self.logger.notice("going on with jobs", metadata: [LogKeys.count: "\(jobs.count)"]) }
        return jobs
    }

    /// Compares one job with what its file and the outbox show.
    ///
    /// - Returns: `nil` if it is no more.
    func recover(_ found: Job) async throws -> Job? {
        var job = found
        // A prompt that was too large to be kept is not compared, nor is the file of a job that was sent: its row says more.
        let kept = try await self.journal.prompt(of: job.id)
        let content = kept.isEmpty ? nil : kept
        let isUnsent = [.claiming, .claimed].contains(job.state.name)
        if isUnsent || [.submitting, .queued].contains(job.state.name) {
            // Its owner may have asked for it while promptd was away, by a name that is almost right.
            _ = try await Blocking.run(.inbox) { try self.folder.cancelWish(for: found.source, content: content) }
        }
        if case .divided(let division) = job.state {
            // Before its prompts are looked for, which are younger.
            try await Blocking.run(.inbox) { try self.folder.showClaimedChildren(division, found.id) }
        }
        let inbox = try await Blocking.run(.inbox) {
            try self.folder.trace(of: found.source, content: isUnsent ? content : nil)
        }
        let outbox = try await self.outboxTrace(job)
        switch job.restarted(inbox: inbox, outbox: outbox) {
        case .resume:
            break
        case .forget:
            try await self.journal.forget(job.id)
            return nil
        case .forgetDelivered:
            self.logger.notice(
                "the outbox shows its result, of which the journal does not know",
                metadata: [LogKeys.name: "\(found.source)", LogKeys.job: "\(found.id)"]
            )
            // A later job's file is left, to be told as one of unknown history.
            if try await !self.isOvertaken(job) {
                _ = try await Blocking.run(.inbox) { try self.folder.removeClaimed(found.source, content: content) }
            }
            try await self.journal.forget(job.id)
            return nil
        }
        // Rows to be mended that have been dropped again are no claimed file that has lost its name.
        if inbox == .dropped, job.nextAction != .claim, job.state.name != .completed {
            // It may have been sent, so it must not be taken for a new drop, whatever has happened to its name.
            _ = try await Blocking.run(.inbox) {
                try self.folder.claim(found.source, hint: nil, content: content) { _ in }
            }
        }
        if job != found { try await self.save(&job, found, inbox) }
        return job
    }

    /// Writes down what the witnesses have told.
    private func save(_ job: inout Job, _ found: Job, _ inbox: Job.InboxTrace) async throws {
        do throws(JournalError) {
            try await self.journal.save(job)
        } catch {
            guard error.kind == .duplicateRequest else { throw error }
            // A mark that names another prompt's request, in a copied folder perhaps, is no receipt of this one's.
            job = found
            _ = job.restarted(inbox: inbox, outbox: .submitted)
            try await self.journal.save(job)
        }
    }

    private func outboxTrace(_ job: Job) async throws -> Job.OutboxTrace {
        guard let place = self.outbox.placeIfNamed(job) else { return .none }
        let trace = try await Blocking.run(.outbox) { try place.trace(of: job.state.requestID) }
        guard trace == .none, [.claiming, .claimed].contains(job.state.name) else { return trace }
        return try await self.isOvertaken(job) ? .submitted : .none
    }

    /// Whether the outbox knows a later job of that name that the journal has never heard of: a claimed file is that
    /// one's then, and may have been sent, since one of a name ends before the next is claimed.
    private func isOvertaken(_ job: Job) async throws -> Bool {
        guard let place = self.outbox.placeIfNamed(job) else { return false }
        for other in try await Blocking.run(.outbox, { try place.namesakes() }) where other.rawValue > job.id.rawValue {
            if try await self.journal.job(other) == nil { return true }
        }
        return false
    }

    /// Makes a job of a claimed file that no row knows: one that goes on with what the outbox knows of it, or one that has
    /// failed; it is never submitted by itself.
    ///
    /// - Returns: `nil` if the outbox shows that it was delivered, so that the claimed file has been removed; or if it is a
    ///   wish to cancel what was never sent.
    func adoptUnknown(_ path: PromptPath) async throws -> Job? {
        let (status, bytes) = try await self.read(path)
        var marks: [Outbox.Staging] = []
        if try await self.isWish(path) {
            guard let found = try await self.evidence(path, bytes) else { return nil }
            marks = found
        }
        // The kernel's time is that of the claim, or of what came after it; the other may be a copied one.
        let times = JobTimes(dropped: status?.changedDate ?? self.clocks.wall(), changed: status?.modifiedDate)
        let witnesses = try await self.witnesses(path, bytes)
        let open = witnesses.filter { $0.trace != .delivered && $0.trace != .none }
        if let status, open.isEmpty, witnesses.contains(where: { Self.isDelivery($0, of: status) }) {
            self.logger.notice("delivered before the journal was lost", metadata: [LogKeys.name: "\(path)"])
            _ = try await Blocking.run(.inbox) { try self.folder.removeClaimed(path, content: bytes) }
            return nil
        }
        if marks.isEmpty, try await self.isOver(path, bytes) {
            // No claimed file, but a wish for what is over: whoever watches the inbox answers it.
            return nil
        }
        self.logger.error("a claimed prompt is unknown to the journal", metadata: [LogKeys.name: "\(path)"])
        // A result that is shown in parts has several folders.
        if let witness = open.first, open.allSatisfy({ $0.job == witness.job && $0.trace == witness.trace }),
            case .accepted(let requestID) = witness.trace,
            try await self.journal.job(witness.job) == nil,
            let job = try await self.job(of: path, bytes, witness.job, requestID, times)
        {
            do throws(JournalError) {
                try await self.journal.add(job, prompt: bytes)
                return job
            } catch {
                guard error.kind == .duplicateRequest else { throw error }
                // Another prompt's, which the journal knows.
                self.logger.warning("a request belongs to another", metadata: [LogKeys.requestID: "\(requestID)"])
            }
        }
        let id = JobID(at: self.clocks.wall(), random: self.random.bits())
        let origin = JobOrigin(reading: bytes, droppedBy: status.flatMap { UserName.owner(of: $0) })
        let job = Job(
            id: id,
            unknownHistoryOf: path,
            dropped: times.dropped,
            changed: times.changed,
            origin: origin
        )
        try await self.journal.add(job, prompt: bytes)
        // The journal says now that it may have been charged: nobody will ask for the mark. A request's id stays.
        for witness in open where witness.trace == .submitted { try await self.removeStaging(of: path, witness.job) }
        for mark in marks where mark.trace == .submitted { try await self.removeStaging(mark.place) }
        return job
    }

    /// The job that goes on with a request that the outbox knows; `nil` if its prompt cannot be read any more.
    private func job(
        of path: PromptPath,
        _ bytes: [UInt8],
        _ id: JobID,
        _ requestID: RequestID,
        _ times: JobTimes
    ) async throws -> Job? {
        // What it said when the prompt was claimed nobody knows any more.
        let defaults = try await Blocking.run(.inbox) { self.folder.usableDefaults(for: path) }
        let request: JobRequest
        do throws(Rejection) {
            // By rules that refuse nothing: today's settings have no say in what was paid for earlier.
            let rules = PromptRules(defaultModel: self.defaultModel, models: [.any])
            let prompt = try Prompt.decode(bytes, rules: rules, defaults: defaults)
            request = JobRequest(prompt, defaultModel: self.defaultModel, price: nil)
        } catch {
            return nil
        }
        let origin = JobOrigin(reading: bytes)
        var job = Job(id: id, unknownHistoryOf: path, dropped: times.dropped, changed: times.changed, origin: origin)
        return job.adopted(requestID, request: request, created: times.dropped) == .collect ? job : nil
    }

    /// What the file is and holds; nothing if promptd may not read it, as one that somebody else has given that name.
    private func read(_ path: PromptPath) async throws -> (FileStatus?, [UInt8]) {
        do {
            return try await Blocking.run(.inbox) { try self.folder.readClaimed(path) }
        } catch let failure as FileError where !failure.isAtRoot {
            return (nil, [])
        }
    }
}
