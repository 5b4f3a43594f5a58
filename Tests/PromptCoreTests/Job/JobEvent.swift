import Foundation

@testable import PromptCore

/// Everything that can happen to a job, each with one set of details.
enum JobEvent: String, CaseIterable, Sendable {
    case claimed, rejected, submissionStarted, settled
    case accepted, answerLost, notSent
    case refusedPrompt, refusedToken, refusedBalance, refusedRateLimit, refusedModel
    case statusQueued, statusRunning, statusCompleted, statusFailed, statusCancelled, statusUnrecognised
    case resultQueued, resultRunning, resultCompleted, resultEmpty, resultFailed, resultCancelled, resultUnrecognised
    case requestLost
    case fileCollected, fileLost, linksRenewed, partDue, collectionEnded, stagingDamaged, published
    case cancelRequested, cancelDone, cancelRefused
    case divided, completed

    func happen(to job: inout Job) throws {
        let now = JobSample.time.addingTimeInterval(60)
        switch self {
        case .claimed: job.claimed(at: now)
        case .rejected: job.rejected(.unreadable("it is a folder"))
        case .submissionStarted: job.submissionStarted(try JobSample.request(), at: now)
        case .settled: job.settled()
        case .accepted: _ = job.submissionAnswered(.accepted(try JobSample.requestID()))
        case .answerLost: _ = job.submissionAnswered(.unknown(Trouble("cut off")))
        case .notSent: _ = job.submissionAnswered(.notSent(Trouble("no route")))
        case .refusedPrompt: Self.refuse(.prompt, &job)
        case .refusedToken: Self.refuse(.token, &job)
        case .refusedBalance: Self.refuse(.balance, &job)
        case .refusedRateLimit: Self.refuse(.rateLimit, &job)
        case .refusedModel: Self.refuse(.model, &job)
        case .statusQueued: _ = job.statusReceived(.queued(position: 2), at: now)
        case .statusRunning: _ = job.statusReceived(.running, at: now)
        case .statusCompleted: _ = job.statusReceived(.completed, at: now)
        case .statusFailed: _ = job.statusReceived(.failed("no GPU"), at: now)
        case .statusCancelled: _ = job.statusReceived(.cancelled, at: now)
        case .statusUnrecognised: _ = job.statusReceived(.unrecognised("napping"), at: now)
        case .resultQueued: _ = job.resultReceived(JobSample.result(.queued(position: nil)), at: now)
        case .resultRunning: _ = job.resultReceived(JobSample.result(.running), at: now)
        case .resultCompleted: _ = job.resultReceived(JobSample.result(.completed, outputs: 3), at: now)
        case .resultEmpty: _ = job.resultReceived(JobSample.result(.completed), at: now)
        case .resultFailed: _ = job.resultReceived(JobSample.result(.failed(nil)), at: now)
        case .resultCancelled: _ = job.resultReceived(JobSample.result(.cancelled), at: now)
        case .resultUnrecognised: _ = job.resultReceived(JobSample.result(.unrecognised("napping")), at: now)
        case .requestLost: job.requestLost("HTTP 404")
        case .fileCollected: job.fileCollected(0, JobSample.file(1))
        case .fileLost: job.fileLost(0, "HTTP 410")
        case .linksRenewed: job.linksRenewed(JobSample.places(3, signature: "new"))
        case .partDue: job.partDue()
        case .collectionEnded: job.collectionEnded()
        case .stagingDamaged: job.stagingDamaged([JobSample.file(1).name])
        case .published: job.published("campaign/hero", at: now)
        case .cancelRequested: _ = job.cancelRequested()
        case .cancelDone: job.cancelAnswered(.cancelled)
        case .cancelRefused: job.cancelAnswered(.notCancellable)
        case .divided: job.divided(.init(children: job.source.children(1), count: 6))
        case .completed:
            var ends = BatchEnds()
            (ends.delivered, ends.failed, ends.unconfirmed, ends.cancelled, ends.repeated) = (2, 1, 1, 1, 1)
            job.completed(in: "campaign/hero", ends, cost: USD(micros: 60_000), at: now)
        }
    }

    private static func refuse(_ reason: Refusal.Reason, _ job: inout Job) {
        _ = job.submissionAnswered(.refused(Refusal(reason: reason, status: 400, message: "no")))
    }
}
