import Foundation
import Logging
import PromptCore
import PromptFiles

extension JobRunner {
    /// What became of one attempt to fetch one file.
    private enum Fetch: Sendable {
        case collected(StagedFile.Finished)
        case failed(DownloadError)
        /// The outbox did not take it.
        case storage(FileError)
        case stopped
    }

    /// Fetches what is wanted until nothing is: everything that was paid for and can be had.
    func collect(_ job: inout Job) async throws {
        var lostSince: ContinuousClock.Instant?
        var hasFreshLinks = false
        var round = 0
        guard case .collecting(let begun) = job.state else { return }
        var patience = CollectPatience(
            self.live,
            triedBefore: begun.triedSeconds ?? 0,
            now: self.clocks.steady()
        )
        let place = try self.place(of: job)
        // What is fetched costs nothing more: others may be generated meanwhile, however long it takes.
        self.jobs.stepAside(job.source)
        while case .collecting(let output) = job.state, !output.wanted.isEmpty {
            try await self.noteLateCancelCommand(&job)
            self.jobs.job(job, is: Doing(output))
            let failures = try await self.fetchWanted(output, place, &job, isFirst: round == 0)
            guard !failures.isEmpty else { continue }
            round += 1
            try await self.judge(failures, &lostSince, &patience, &hasFreshLinks, &job)
            guard case .collecting(let rest) = job.state, !rest.wanted.isEmpty else { break }
            if patience.isPartDue(rest, now: self.clocks.steady()) {
                return try await self.commit(&job) { $0.partDue() }
            }
            let asked = failures.values.compactMap(\.retryAfter).max()
            try await self.stuck(job.source) { try await self.pause(attempt: round, atLeast: asked) }
        }
        try await self.askForLateCost(&job)
        try await self.commit(&job) { $0.collectionEnded() }
    }

    /// Bytes and seconds that a crash may have to fetch again: what has come is written down together, and no later.
    private static let (unwrittenBytes, unwrittenSeconds) = (Int64(8 << 20), 2.0)

    private enum Event: Sendable {
        case fetched(Int, Fetch)
        /// What has come has waited long enough for what comes next.
        case writeDown
    }

    /// One round: a few files at a time.
    ///
    /// Files that have come may be the job's in memory alone; whoever goes on writes them down.
    private func fetchWanted(
        _ output: JobState.Output,
        _ place: ResultPlace,
        _ job: inout Job,
        isFirst: Bool
    ) async throws -> [Int: DownloadError] {
        // Opened for one round alone: a job that waits keeps no descriptors.
        let (staging, present) = try await Blocking.run(.outbox) {
            let staging = try place.staging()
            return (staging, try staging.names())
        }
        let (name, count) = (place.name, output.files.count)
        var failures: [Int: DownloadError] = [:]
        var problem: (any Error)?
        // The first time, what there is to fetch has not been written down either.
        var unwritten: Int64 = isFirst ? 1 : 0
        var wanted = output.wanted[...]
        var underWay = 0
        try await withThrowingTaskGroup(of: Event.self) { group in
            func startNext() {
                guard problem == nil, let index = wanted.popFirst() else { return }
                underWay += 1
                let link = output.files[index].link
                group.addTask {
                    let file = try staging.file(index, present: present)
                    return .fetched(
                        index,
                        try await self.fetch(link, into: file) {
                            name.imageFileName(index: index + 1, count: count, ext: $0)
                        }
                    )
                }
            }
            for _ in 0..<3 { startNext() }
            if unwritten > 0 { group.addTask { await self.writeDownSoon() } }
            while underWay > 0, let event = try await group.next() {
                guard case .fetched(let index, let fetch) = event else {
                    if unwritten > 0 { try await self.writeDown(job, staging) }
                    unwritten = 0
                    continue
                }
                underWay -= 1
                switch fetch {
                case .collected(let finished):
                    let warnings = [finished.warning, self.sizeWarning(finished.file, job)].compactMap(\.self)
                    let warning = warnings.isEmpty ? nil : warnings.joined(separator: "; ")
                    self.advance(&job) { $0.fileCollected(index, finished.file, warning: warning) }
                    if unwritten == 0 { group.addTask { await self.writeDownSoon() } }
                    unwritten += max(1, finished.file.bytes)
                    if unwritten >= Self.unwrittenBytes {
                        try await self.writeDown(job, staging)
                        unwritten = 0
                    }
                    self.gate.resultCame(.download, job.id)
                    if case .collecting(let now) = job.state {
                        self.jobs.job(job, is: Doing(now))
                    }
                case .failed(let failure): failures[index] = failure
                case .storage(let failure): problem = failure
                case .stopped: problem = problem ?? ShutdownError()
                }
                startNext()
            }
            group.cancelAll()
        }
        if problem != nil || !failures.isEmpty, unwritten > 0 { try await self.writeDown(job, staging) }
        if let problem { throw problem }
        return failures
    }

    /// Makes last what has come, names and all.
    private func writeDown(_ job: Job, _ staging: StagingFolder) async throws {
        try await Blocking.run(.outbox) { try staging.flush() }
        try await self.save(job)
    }

    private func writeDownSoon() async -> Event {
        do {
            try await self.clocks.sleep(self.clocks.steady() + .seconds(Self.unwrittenSeconds))
        } catch {
            // Cancelled: all that was under way has come.
        }
        return .writeDown
    }

    private func fetch(
        _ link: OutputLink,
        into file: StagedFile,
        _ makeName: @escaping @Sendable (_ fileExtension: String) -> String
    ) async throws -> Fetch {
        do {
            try await Pause.interruptible { try await self.api.download(link, into: file) }
            return .collected(
                try await file.finish(declared: link.declaredExtension) { FileName(makeName($0)) }
            )
        } catch is ShutdownError {
            return .stopped
        } catch let failure as DownloadError {
            return .failed(failure)
        } catch let unusable as StagedFile.UnusableError {
            return .failed(DownloadError(.unusable, message: unusable.reason))
        } catch let failure as FileError {
            return .storage(failure)
        }
    }

    /// Tells of the failures, and decides whether they are final: the network comes back, links are renewed and settings
    /// changed, but not for longer than the API keeps a result.
    private func judge(
        _ failures: [Int: DownloadError],
        _ lostSince: inout ContinuousClock.Instant?,
        _ patience: inout CollectPatience,
        _ hasFreshLinks: inout Bool,
        _ job: inout Job
    ) async throws {
        for (index, failure) in failures.sorted(by: { $0.key < $1.key }) {
            self.logger(for: job).warning(
                "a file could not be fetched",
                metadata: [
                    LogKeys.fileNumber: "\(index + 1)", LogKeys.errorCode: "\(failure.kind.rawValue)",
                    LogKeys.error: "\(failure.message)",
                ]
            )
        }
        let ofPlace = failures.values.first { $0.kind == .forbidden || $0.kind == .tooLarge }
        if let failure = ofPlace ?? failures.min(by: { $0.key < $1.key })?.value {
            self.gate.resultFailed(.download, job.id, message: failure.message, isOfPlace: ofPlace != nil)
            self.jobs.job(job, is: .waiting(failure.message))
        }
        // What was tried in this round was tried with these.
        let hadFreshLinks = hasFreshLinks
        if failures.values.contains(where: { [.gone, .unusable, .forbidden].contains($0.kind) }) {
            let isKnown = try await self.renewLinks(&job)
            hasFreshLinks = hasFreshLinks || isKnown
            lostSince = isKnown ? nil : lostSince ?? self.clocks.steady()
        } else {
            lostSince = nil
        }
        let isLost = lostSince.map { $0.duration(to: self.clocks.steady()) >= self.settings.lostAfter } ?? false
        // A time without a network is no time of trying.
        if failures.values.allSatisfy({ $0.kind == .transient && !$0.isServersWord }) {
            patience.pause(now: self.clocks.steady())
        }
        if let seconds = patience.toWriteDown(now: self.clocks.steady()) {
            try await self.commit(&job) { $0.collectionTried(seconds: seconds) }
        }
        guard case .collecting(let output) = job.state else { return }
        let isOver = patience.isOver(output, now: self.clocks.steady())
        guard isLost || isOver else { return }
        // What only the network is to blame for is never given up; a server's trouble with one of several files is.
        let hasOthers = output.arrivedCount > 0
        for (index, failure) in failures where failure.kind != .transient || (failure.isServersWord && hasOthers) {
            // However long it has been tried, links that have just been renewed are tried once.
            if [.gone, .unusable, .forbidden].contains(failure.kind), !isLost, !hadFreshLinks { continue }
            try await self.commit(&job) { $0.fileLost(index, failure.message) }
        }
    }

    /// Asks for the result again, since its links may have run out.
    ///
    /// - Returns: `false` if the API itself says that it does not know the request any more.
    private func renewLinks(_ job: inout Job) async throws -> Bool {
        guard let requestID = job.state.requestID else { return true }
        do {
            let result = try await Pause.interruptible { try await self.api.result(of: requestID) }
            try await self.commit(&job) { job in
                job.linksRenewed(result.places)
                if let cost = result.cost { job.costTold(cost) }
            }
            return true
        } catch let failure as APIError {
            self.logger(for: job).warning("no fresh links", metadata: [LogKeys.error: "\(failure.message)"])
            return failure.kind != .notFound
        }
    }

    /// A picture of another size than asked for is delivered all the same: it has been paid for.
    private func sizeWarning(_ file: CollectedFile, _ job: Job) -> String? {
        guard let wanted = job.request?.pixelSize, let width = file.width, let height = file.height,
            (width, height) != wanted
        else { return nil }
        return "\(file.name) has \(width)x\(height) pixels, \(wanted.width)x\(wanted.height) were asked for"
    }
}
