import Foundation
import Logging
import PromptCore
import PromptFiles

extension JobRunner {
    /// What has become of the files of a prompt.
    enum FilesEnd {
        /// Their copies are in the job's folder, and the journal names them; what was to be uploaded is.
        case taken
        /// The job does not go on; what has become of it is committed.
        case ended
        /// Its owner has dropped a newer version of it, of that name.
        case superseded(FileName)
        /// The prompt was judged by rules that do not hold any more.
        case otherRules
    }

    /// Waits for the prompt's local files, and takes a copy of each that nobody changes any more.
    ///
    /// As long as one is missing, the job keeps no place in flight.
    func takeFiles(
        of prompt: Prompt,
        for job: inout Job,
        by rules: PromptRules,
        _ place: ResultPlace
    ) async throws -> FilesEnd {
        if let taken = job.inputs, prompt.input(with: taken) != nil,
            try await Blocking.run(.outbox, { try place.staging().hasInputs(taken) })
        {
            return .taken
        }
        let began = self.clocks.steady()
        var settling = InputSettling(self.settings.settling)
        var isWrittenDown = false
        while true {
            let waited = began.duration(to: self.clocks.steady())
            let reason: (doing: Doing, problem: InputProblem, member: String)
            do {
                switch try await self.tryToTake(prompt.files, &settling, for: &job, place) {
                case nil: return .taken
                case let wait?: reason = wait
                }
            } catch let problem as FileProblem {
                try await self.giveUp(&job) { $0.rejected(problem.failure(waited: 0)) }
                return .ended
            }
            guard waited < self.settings.filesWait else {
                let problem = FileProblem(reason.problem, reason.member)
                try await self.giveUp(&job) { $0.rejected(problem.failure(waited: Int(waited.seconds))) }
                return .ended
            }
            if !isWrittenDown { try await self.save(job) }
            isWrittenDown = true
            switch try await self.admissions.ownerWish(job) {
            case .toBeCancelled:
                try await self.giveUp(&job) { $0.cancelRequested() }
                return .ended
            case .superseded(let newer): return .superseded(newer)
            case .clear, .never, .wait: break
            }
            guard self.live.rules == rules else { return .otherRules }
            try await self.wait(reason.doing, job)
        }
    }

    /// Waits a little, and lets others go first.
    private func wait(_ doing: Doing, _ job: Job) async throws {
        self.jobs.job(job, is: doing)
        let seconds = min(1, self.settings.retry.first)
        self.jobs.stepAside(job.source)
        // One that is still being written comes by itself: a run that is to end when nothing can be done waits for it.
        guard case .blocked = doing else { return try await self.clocks.pause(seconds) }
        try await self.jobs.idle(.blocked, job.source) { try await self.clocks.pause(seconds) }
    }

    /// - Returns: what is waited for; `nil` if all have been taken.
    private func tryToTake(
        _ files: [FileInput],
        _ settling: inout InputSettling,
        for job: inout Job,
        _ place: ResultPlace
    ) async throws -> (doing: Doing, problem: InputProblem, member: String)? {
        let (source, isUploadable) = (job.source, self.settings.uploader != nil)
        let needed: FilesNeeded
        do {
            needed = try await Blocking.run(.inbox) { try FilesNeeded(files, of: source, in: self.folder) }
        } catch let failure as FileError where failure.isOfOneItem {
            throw FileProblem.closed(failure, files.first?.member ?? "")
        }
        let unsettled = settling.unsettled(
            needed.files.map(\.found),
            isBlind: { self.inbox.isBlind($0) },
            now: self.clocks.steady(),
            wall: self.clocks.wall()
        )
        if let (what, member) = needed.missing {
            return (.blocked("for \(what): put it there, or mend the path in the prompt"), .missing(what), member)
        }
        for one in needed.files {
            let path = one.found.path
            let size = one.found.status.size
            if let problem = FileLimits.problem(size: size, one.input.kind, path, isUploadable: isUploadable) {
                throw FileProblem(problem, one.input.member)
            }
        }
        let total = needed.files.reduce(0) { $0 + RequestBody.base64Count($1.found.status.size) }
        if !isUploadable, let problem = FileLimits.problem(total: total), let first = needed.files.first {
            throw FileProblem(problem, first.input.member)
        }
        let changing = needed.files.first { unsettled.contains($0.found) }
        if let one = changing { return Self.changing(one) }
        guard let taken = try await self.copy(needed.files, place, of: job) else {
            return needed.files.first.map(Self.changing)
        }
        try await self.commit(&job) { $0.filesTaken(taken) }
        self.logger(for: job).info("files taken", metadata: [LogKeys.count: "\(taken.count)"])
        return nil
    }

    private static func changing(_ one: FilesNeeded.One) -> (doing: Doing, problem: InputProblem, member: String) {
        let what = "\(one.found.path)"
        return (.waiting("for \(what), which is still being written"), .missing(what), one.input.member)
    }

    /// Copies them, each flushed, and flushes their names.
    ///
    /// - Returns: `nil` if one has changed meanwhile.
    private func copy(_ files: [FilesNeeded.One], _ place: ResultPlace, of job: Job) async throws -> [InputFile]? {
        let staging = try await Blocking.run(.outbox) {
            let staging = try place.staging()
            try staging.removeInputs()
            return staging
        }
        var taken: [InputFile] = []
        for one in files {
            let name: String
            do throws(Rejection) {
                name = try OutputName.inputName(one.found.name, besides: taken.map(\.name))
            } catch {
                throw FileProblem(.unusable(why: error.message, hint: "Give it a plain name."), one.input.member)
            }
            guard let facts = try await self.copy(one.found, as: name, one.input.member, staging) else { return nil }
            let isUploadable = self.settings.uploader != nil
            if let problem = FileLimits.problem(facts, one.input, one.found.path, isUploadable: isUploadable) {
                throw FileProblem(problem, one.input.member)
            }
            taken.append(
                InputFile(
                    member: one.input.member,
                    position: one.position,
                    written: one.written,
                    name: name,
                    path: one.found.path,
                    sha256: facts.sha256,
                    bytes: facts.bytes,
                    mediaType: facts.mediaType ?? "application/octet-stream",
                    width: facts.width,
                    height: facts.height,
                    isOwn: one.found.isOwn(of: job),
                    inode: one.found.status.inode,
                    modified: one.found.status.modified
                )
            )
        }
        try await Blocking.run(.outbox) { try staging.flushInputs() }
        return taken
    }

    /// - Returns: `nil` if it has changed meanwhile.
    private func copy(
        _ found: FoundInput,
        as name: String,
        _ member: String,
        _ staging: StagingFolder
    ) async throws -> InputCopy.Facts? {
        let source: InputSource
        do {
            guard let opened = try await Blocking.run(.inbox, { try self.folder.open(found) }) else { return nil }
            source = opened
        } catch let failure as FileError where failure.isOfOneItem {
            throw FileProblem.closed(failure, member)
        }
        let size = found.status.size
        let copy = try await Blocking.run(.outbox) { try staging.addInput(name, count: size) }
        var offset: Int64 = 0
        while offset < size {
            let (start, count) = (offset, Int(min(size - offset, 1 << 20)))
            let bytes = try await Blocking.run(.inbox) { try source.read(count: count, at: start) }
            guard bytes.count == count else { return nil }
            try await Blocking.run(.outbox) { try copy.write(bytes, at: start) }
            offset += Int64(count)
        }
        let facts = try await Blocking.run(.outbox) { try copy.finish() }
        return try await Blocking.run(.inbox) { try source.isUnchanged() } ? facts : nil
    }
}

extension InputCopy.Facts {
    /// Pixels, if it says so.
    var size: (width: Int, height: Int)? {
        guard let width = self.width, let height = self.height else { return nil }
        return (width, height)
    }
}
