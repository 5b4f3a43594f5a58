import Foundation
import PromptTesting

@testable import PromptCore

extension JobWorld {
    /// Drives the prompt to its end, through all crashes.
    mutating func run() throws -> Job {
        var job = try self.restart()
        for step in 0..<2000 {
            // Bad luck ends, so that what does not end is the job's fault.
            if step == 500 { self.crashPercent = 0 }
            guard job.order != .nothing else { return job }
            do {
                if self.random.happens(3) { try self.commit(&job) { _ = $0.cancelRequested() } }
                self.advanceAPI()
                try self.perform(&job)
            } catch is Crash {
                job = try self.restart()
            }
        }
        throw Broken(what: "it never ended: \(job.state)")
    }

    private mutating func perform(_ job: inout Job) throws {
        switch job.order {
        case .claim:
            self.renameToClaimed()
            try self.commit(&job) { $0.claimed(at: JobSample.time) }
        case .submit: try self.submit(&job)
        case .awaitAnswer: throw Broken(what: "it waits for an answer that nobody will give")
        case .cancel:
            guard let outcome = self.cancel() else { return }
            try self.commit(&job) { $0.cancelAnswered(outcome) }
        case .poll: try self.poll(&job)
        case .collect(let output): try self.collect(output, &job)
        case .publish(let output):
            if !self.isFolderVisible, self.random.happens(20) {
                let names = output.collected.prefix(1).map(\.file.name)
                return try self.commit(&job) { $0.stagingDamaged(names) }
            }
            self.showFolder()
            try self.commit(&job) { $0.published("campaign/hero", at: JobSample.time) }
        case .tidyDelivered: try self.settle(.removed, &job)
        case .tidyFailed: try self.settle(.failed, &job)
        case .tidyCancelled: try self.settle(.cancelled, &job)
        case .nothing: return
        }
    }

    private mutating func submit(_ job: inout Job) throws {
        if self.random.happens(5) { return try self.commit(&job) { $0.rejected(.unreadable("it is a folder")) } }
        let request = try JobSample.request(isModelFromPrompt: self.random.happens(50))
        try self.commit(&job) { $0.submissionStarted(request, at: JobSample.time) }
        let outcome = try self.post()
        if self.random.happens(10) { try self.commit(&job) { _ = $0.cancelRequested() } }
        try self.commit(&job) { _ = $0.submissionAnswered(outcome) }
    }

    private mutating func poll(_ job: inout Job) throws {
        let status = self.status()
        var order = Job.StatusOrder.wait
        try self.commit(&job) { order = $0.statusReceived(status, at: JobSample.time) }
        guard order == .fetchResult else { return }
        let result = JobSample.result(status, outputs: self.random.pick(3, 3, 3, 1, 0))
        try self.commit(&job) { _ = $0.resultReceived(result, at: JobSample.time) }
    }

    private mutating func collect(_ output: JobState.Output, _ job: inout Job) throws {
        guard let index = output.wanted.randomElement(using: &self.random) else {
            return try self.commit(&job) { $0.collectionEnded() }
        }
        switch Int.random(in: 0..<10, using: &self.random) {
        case 0: try self.commit(&job) { $0.fileLost(index, "HTTP 410") }
        case 1: try self.commit(&job) { $0.linksRenewed(JobSample.links(output.files.count, signature: "new")) }
        default: try self.commit(&job) { $0.fileCollected(index, JobSample.file(index + 1)) }
        }
    }

    private mutating func settle(_ end: File, _ job: inout Job) throws {
        self.tidy(end)
        try self.commit(&job) { $0.settled() }
    }
}
