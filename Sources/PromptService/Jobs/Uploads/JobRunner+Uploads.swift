import Logging
import PromptCore
import PromptFiles
import ServiceLifecycle

/// Files that the administrator's uploader puts where the API can fetch them, before anything is paid.
extension JobRunner {
    /// Has the files uploaded that are not sent along, one after the other.
    ///
    /// Meanwhile the job keeps no place in flight. Nothing of it is written down: a start before the intent uploads again,
    /// and after it nothing is sent any more.
    func upload(
        _ files: [FileInput],
        of job: inout Job,
        by rules: PromptRules,
        _ place: ResultPlace
    ) async throws -> FilesEnd {
        var failures = 0
        while true {
            let settings = self.settings.uploader
            guard let next = self.missingUpload(files, of: job, settings) else { return .taken }
            guard let settings else {
                try await self.giveUp(&job) { $0.rejected(FileLimits.needsUploader(next)) }
                return .ended
            }
            switch try await self.admissions.ownerWish(job) {
            case .toBeCancelled:
                try await self.giveUp(&job) { $0.cancelRequested() }
                return .ended
            case .superseded(let newer): return .superseded(newer)
            case .clear, .never, .wait: break
            }
            guard self.live.rules == rules else { return .otherRules }
            self.jobs.stepAside(job.source)
            guard let path = try await self.pathOfCopy(next, place) else {
                try await self.giveUp(&job) { $0.rejected(.copiesChanged) }
                return .ended
            }
            self.jobs.job(job, is: .uploading(next.name))
            let began = self.clocks.steady()
            switch try await self.run(next, path, job, settings) {
            case .uploaded(let address):
                failures = 0
                self.uploader.book.note(address, of: next, job.id, at: self.clocks.steady())
                self.tellUploaded(next, job, began.duration(to: self.clocks.steady()))
            case .later(let why):
                failures += 1
                try await self.waitForUploader(why, settings, job, failures)
            case .failed(let why):
                try await self.giveUp(&job) { $0.rejected(.uploadFailed(next, why)) }
                return .ended
            case .stopped: if Task.isShuttingDownGracefully || Task.isCancelled { throw ShutdownError() }
            }
        }
    }

    /// What is sent, with the addresses of what has been uploaded.
    ///
    /// - Returns: `nil` if something has to be uploaded first, perhaps again: by now the settings may be others, and what was
    ///   uploaded long ago may be gone.
    func addressed(_ request: JobRequest, _ files: [FileInput], of job: Job) -> JobRequest? {
        guard let sent = request.files else { return request }
        let now = self.clocks.steady()
        var (request, files) = (request, self.plan(files, of: job, self.settings.uploader).uploads)
        request.files = sent.map { one in
            guard let index = files.firstIndex(where: { one.isOf($0) }),
                let address = self.uploader.book.address(of: files[index], job.id, at: now)
            else { return one }
            return SentFile(files.remove(at: index), address: address.text)
        }
        return files.isEmpty ? request : nil
    }

    private func plan(_ files: [FileInput], of job: Job, _ settings: UploaderSettings?) -> UploadPlan {
        UploadPlan(job.inputs ?? [], files, settings?.scope)
    }

    private func missingUpload(_ files: [FileInput], of job: Job, _ settings: UploaderSettings?) -> InputFile? {
        let now = self.clocks.steady()
        return self.plan(files, of: job, settings).uploads.first {
            settings == nil || self.uploader.book.address(of: $0, job.id, at: now) == nil
        }
    }

    /// Reads the copy once more: what others fetch is what was taken.
    ///
    /// - Returns: `nil` if it is not what it was.
    private func pathOfCopy(_ file: InputFile, _ place: ResultPlace) async throws -> String? {
        try await Blocking.run(.outbox) {
            let staging = try place.staging()
            guard try staging.openInput(SentFile(file)) != nil else { return nil }
            return staging.inputPath(file)
        }
    }

    /// Runs the uploader as long as the prompt's owner still wants it.
    private func run(
        _ file: InputFile,
        _ path: String,
        _ job: Job,
        _ settings: UploaderSettings
    ) async throws -> Uploader.Result {
        try await withThrowingTaskGroup(of: Uploader.Result.self) { group in
            group.addTask {
                try await Pause.interruptible { await self.uploader.upload(file, at: path, of: job, settings) }
            }
            group.addTask {
                while true {
                    try await self.clocks.pause(min(1, self.settings.retry.first))
                    guard case .clear = try await self.admissions.ownerWish(job) else { return .stopped }
                }
            }
            // The other is cancelled: the program is ended, and waited for.
            defer { group.cancelAll() }
            return try await group.next() ?? .stopped
        }
    }

    /// Waits before the uploader is tried again; others go first.
    private func waitForUploader(_ why: String, _ settings: UploaderSettings, _ job: Job, _ failures: Int) async throws
    {
        self.logger(for: job).log(
            level: failures == 1 ? .warning : .info,
            "the uploader failed; it is tried again",
            metadata: [LogKeys.file: "\(settings.program)", LogKeys.error: "\(why)"]
        )
        self.jobs.job(job, is: .blocked("for the uploader, which \(why)"))
        let delay = self.settings.holdRetry.delay(attempt: failures, random: self.random.fraction())
        let next = self.clocks.steady() + .seconds(delay)
        try await self.jobs.idle(.blocked, job.source) {
            // In short steps: its owner may have it cancelled, and a reload may bring another uploader.
            while self.clocks.steady() < next, self.settings.uploader == settings {
                let left = self.clocks.steady().duration(to: next).seconds
                try await self.clocks.pause(min(left, 1))
                guard case .clear = try await self.admissions.ownerWish(job) else { return }
            }
        }
    }

    private func tellUploaded(_ file: InputFile, _ job: Job, _ took: Duration) {
        self.logger(for: job).info(
            "a file was uploaded",
            metadata: [
                LogKeys.file: "\(file.path)", LogKeys.seconds: "\((took.seconds * 10).rounded() / 10)",
            ]
        )
    }
}
