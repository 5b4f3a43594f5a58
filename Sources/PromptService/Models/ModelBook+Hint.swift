import PromptCore

/// Which model may have been meant by one that does not exist.
extension ModelBook {
    /// In words, to be put behind others; empty if none is near.
    func hint(instead model: ModelID) -> String {
        guard let meant = self.live.rules.catalog.meant(by: model.rawValue), meant.id != model else { return "" }
        return " Did you mean \(meant.id)?"
    }

    /// The answer to the job's submission, with a hint if there is no such model.
    func adding(hintTo answer: SubmissionOutcome, of job: Job) -> SubmissionOutcome {
        guard case .refused(var refusal) = answer, refusal.reason == .model, let model = job.request?.model else {
            return answer
        }
        refusal.message += self.hint(instead: model)
        return .refused(refusal)
    }
}
