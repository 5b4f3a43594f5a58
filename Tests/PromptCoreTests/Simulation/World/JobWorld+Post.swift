import Foundation
import PromptTesting

@testable import PromptCore

extension JobWorld {
    /// The one call that costs money; the answer may be lost, and so may the request.
    func post(_ worker: Worker, admitted: Date) throws -> SubmissionOutcome {
        try self.mayEnd()
        try self.checkPost(worker, admitted: admitted)
        if !self.isCalm, self.random.happens(self.api.faultPercent * 2) {
            if let outcome = self.refuseSubmission() { return outcome }
        }
        let request = self.api.accept(job: worker.row.number, drop: self.drop(of: worker), &self.random)
        self.tell("job \(request.job): accepted as \(request.id), drop \(request.drop)")
        try self.checkAccepted(request)
        try self.mayEnd()
        if !self.isCalm, self.random.happens(self.api.faultPercent + self.climate.lostAnswers) {
            self.note(.answerLost)
            return .unknown(Trouble("cut off"))
        }
        return .accepted(request.id)
    }

    /// The drop that is sent: the file's, unless the file is not the job's any more.
    private func drop(of worker: Worker) -> Int {
        for name in [DiskName.working(worker.path), .cancel(worker.path)]
        where self.holds(worker.row.prompt, name, worker.path) {
            if case .prompt(let file) = self.disk.content(name, in: self.home(worker.path)) { return file.drop }
        }
        return worker.row.prompt.drop
    }

    /// - Returns: `nil` if it is accepted after all.
    private func refuseSubmission() -> SubmissionOutcome? {
        switch Int.random(in: 0..<8, using: &self.random) {
        case 0, 1:
            self.note(.notSent)
            return .notSent(Trouble("no route"))
        case 2:
            self.note(.neverArrived)
            return .unknown(Trouble("cut off on the way"))
        case 3: return self.refused(.prompt, .refusedPrompt)
        case 4: return self.refused(.token, .refusedToken)
        case 5: return self.refused(.balance, .refusedBalance)
        case 6: return self.refused(.rateLimit, .refusedRateLimit)
        default: return self.refused(.model, .refusedModel)
        }
    }

    private func refused(_ reason: Refusal.Reason, _ happening: Happening) -> SubmissionOutcome {
        self.note(happening)
        let retryAfter: Double? = self.random.pick(nil, 4, 40)
        return .refused(Refusal(reason: reason, status: 400, message: "no", retryAfter: retryAfter))
    }
}
