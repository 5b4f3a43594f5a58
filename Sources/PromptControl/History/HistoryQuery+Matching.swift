import FoundationEssentials
package import PromptCore

extension HistoryQuery {
    /// Whether the job is one of those that are asked for.
    package func matches(_ job: Job) -> Bool {
        let time = job.historyTime
        if !self.states.isEmpty, !self.states.contains(job.state.name) { return false }
        if let since = self.since, time < since { return false }
        if let until = self.until, time >= until { return false }
        if let before = self.before, job.id.rawValue >= before.rawValue { return false }
        if let folder = self.folder, !job.source.bytes.starts(with: (folder + "/").utf8) { return false }
        if let model = self.model, job.request?.model.rawValue != model { return false }
        if let leastCost = self.leastCost, (job.charge?.cost ?? .zero) < leastCost { return false }
        if let label = self.label, !label.isOne(of: job.labelsJSON) { return false }
        if let droppedBy = self.droppedBy, job.origin?.droppedBy != droppedBy { return false }
        return self.text.map { Self.contains(job, $0.lowercased()) } ?? true
    }

    private static func contains(_ job: Job, _ words: String) -> Bool {
        if job.source.description.lowercased().contains(words) { return true }
        return job.request?.text?.lowercased().contains(words) ?? false
    }
}
