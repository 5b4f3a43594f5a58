import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

extension JobRunner {
    /// All prompts of a file have ended: the report lies beside their results before the journal says so.
    func complete(_ job: inout Job, _ plan: BatchPlan, _ division: JobState.Division) async throws {
        let report = try await self.report(job, plan, division)
        let place = try self.place(ofChildren: job, division)
        // It was claimed, and goes when all is done: what its owner has written is kept with what came of it.
        let bytes = try await self.content(of: job, .init())
        let suffix = job.origin?.dropSuffix ?? PromptFileState.prompt.suffix
        let name = place.name.folders.last ?? place.name.name
        let files = [(stem: "report", suffix: ".csv", bytes: report.bytes), (stem: name, suffix: suffix, bytes: bytes)]
        let folder = try await Blocking.run(.outbox) { try place.putBeside(files) }
        let now = self.clocks.wall()
        try await self.commit(&job) { $0.completed(in: folder, report.ends, cost: report.cost, at: now) }
        self.logger(for: job).notice(
            "all its prompts have ended",
            metadata: [LogKeys.state: "\(report.ends.text)", LogKeys.folder: "\(folder)"]
        )
    }

    /// Does what the end of a file with many prompts asks for: what is to be mended lies in the inbox again, and nothing else.
    func tidyCompleted(_ completion: JobState.Completion, _ job: inout Job, _ context: RunContext) async throws {
        let (division, source) = (completion.division, job.source)
        let plan = try self.known(job, try await self.content(of: job, context))
        let report = try await self.report(job, plan, division)
        var retry: FileName?
        // Its folder goes last: without it and the table all this was done. The folder alone may have been taken away by
        // somebody, whose prompts are to be told all the same.
        let isLeft = try await Blocking.run(.inbox) {
            try self.folder.hasChildren(division) || self.folder.hasTable(of: source)
        }
        if isLeft {
            if !report.toMend.isEmpty {
                let (bytes, format) = plan.retry(report.toMend)
                retry = try await Blocking.run(.inbox) { try self.folder.putRetry(bytes, format, of: source) }
            }
            if let failure = job.incompleteness(retry: retry, rows: report.problems) {
                try await self.explain(failure, file: retry ?? source.fileName(.working), job)
            }
            let (bytes, id) = (try await self.content(of: job, context), job.id)
            let others = try await Blocking.run(.inbox) {
                try self.folder.removeTable(of: source) { $0 == bytes || Sidecar.belongs($0, to: id) }
            }
            self.tellKept(others, job)
            if report.ends.isWhole { try await self.removeOwnInputs(of: job, report) }
            try await self.tellEnd(job, file: retry, context)
            let kept = Set(report.rows.filter(\.isUnconfirmed).map(\.child.stem))
            let own = BatchTable(plan, nil).stems
            let unconfirmed = try await self.unconfirmed(division, besides: own)
            try await Blocking.run(.inbox) {
                let others = try self.folder.showOthers(division, own: own, unconfirmed: unconfirmed)
                try self.folder.removeChildren(division, keeping: kept.union(others))
            }
        }
        self.inbox.commandEnded(.cancel, source)
        try await self.commit(&job) { $0.settled() }
    }

    /// Next steps among the prompts that may have been charged.
    private func unconfirmed(_ division: JobState.Division, besides own: Set<FileName>) async throws -> Set<FileName> {
        var found: Set<FileName> = []
        for stem in try await Blocking.run(.inbox, { try self.folder.children(division) }).keys
        where !own.contains(stem) {
            let path = PromptPath(folder: division.folder, stem: stem)
            if try await self.journal.lastJob(of: path)?.state.name == .unconfirmed { found.insert(stem) }
        }
        return found
    }

    /// Files with the base name of the file itself belong to all of its prompts, and go when all of them are delivered.
    private func removeOwnInputs(of job: Job, _ report: BatchReport) async throws {
        var inputs = report.rows.flatMap(\.inputs).filter { $0.isOwn(of: job.source) }
        for index in inputs.indices { inputs[index].isOwn = true }
        try await self.removeOwnInputs(inputs, job)
    }

    private func explain(_ failure: Failure, file: FileName, _ job: Job) async throws {
        let bytes = Explanation.bytes(
            failure,
            name: job.source,
            origin: job.origin,
            job: job.id,
            file: file,
            at: self.clocks.wall(),
            daemon: self.settings.identity
        )
        let source = job.source
        try await Blocking.run(.inbox) { try self.folder.putExplanation(bytes, of: source) }
        self.logger(for: job).error(
            "not all its prompts were made",
            metadata: [
                LogKeys.messageID: "\(LogMessage.failed.rawValue)", LogKeys.errorCode: "\(failure.code.rawValue)",
                LogKeys.error: "\(failure.message)",
            ]
        )
    }

    /// What has become of each, by the journal and by the names of what is left.
    private func report(_ job: Job, _ plan: BatchPlan, _ division: JobState.Division) async throws -> BatchReport {
        var table = BatchTable(plan, nil)
        table.isShown = true
        table.states = try await Blocking.run(.inbox) { try self.folder.children(division) }
        var rows: [BatchReport.Row] = []
        for child in plan.children {
            var row = BatchReport.Row(child: child, end: table.standing(of: child))
            if case .failure(let rejection) = child.content {
                row.failure = .invalid(rejection)
            } else {
                let path = PromptPath(folder: division.folder, stem: child.stem)
                let found = try await self.journal.lastJob(of: path)
                // One of an earlier file of that name is none of this one's.
                row.tell(found.flatMap { $0.id.rawValue > job.id.rawValue ? $0 : nil })
            }
            rows.append(row)
        }
        return BatchReport(rows: rows)
    }

    /// The place of any of the prompts: they lie in the same folder of the outbox.
    private func place(ofChildren job: Job, _ division: JobState.Division) throws -> ResultPlace {
        let any = PromptPath(folder: division.folder, stem: BatchChildName.name(1, of: 1, label: nil))
        return try self.place(of: Job(id: job.id, source: any, dropped: job.times.dropped))
    }
}

extension BatchReport.Row {
    /// Takes over what the journal knows; without a job of its own it never was one: it was cancelled or taken away before.
    mutating func tell(_ job: Job?) {
        guard let job else {
            if self.end == .delivered { self.end = .cancelled }
            return
        }
        self.request = job.state.requestID
        self.cost = job.charge?.cost
        self.inputs = job.inputs ?? []
        switch job.state {
        case .published(let delivery):
            (self.end, self.folder, self.files) = (.delivered, delivery.folder, delivery.output.arrivedCount)
        case .failed(let failure):
            (self.end, self.failure) = (.failed, failure)
        case .unconfirmed(let failure):
            (self.end, self.failure, self.isUnconfirmed) = (.failed, failure, true)
        case .cancelled: self.end = .cancelled
        case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .divided, .completed: break
        }
    }
}
