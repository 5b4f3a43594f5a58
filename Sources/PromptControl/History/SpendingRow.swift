package import PromptCore

/// What was made and spent in one day, folder or the like.
package struct SpendingRow: Codable, Sendable, Equatable {
    /// `2026-11-30`, `2026-11`, a folder below the inbox, `name=value`, a model; left out for what has none of it, such as
    /// a prompt in the inbox itself.
    package var key: String?
    /// Jobs, whatever became of them.
    package var prompts = 0
    package var published = 0
    package var failed = 0
    package var unconfirmed = 0
    package var cancelled = 0
    /// Jobs that are not over.
    package var underWay = 0
    /// Images that were billed, or may have been.
    package var images = 0
    /// What they have cost, or may have cost.
    package var usd = USD.zero
    /// Charged jobs whose price nobody knows, so that `usd` is the least it can be.
    package var unpriced = 0

    enum CodingKeys: String, CodingKey {
        case key = "key"
        case prompts = "prompts"
        case published = "published"
        case failed = "failed"
        case unconfirmed = "unconfirmed"
        case cancelled = "cancelled"
        case underWay = "under_way"
        case images = "images"
        case usd = "usd"
        case unpriced = "unpriced"
    }

    package init(key: String? = nil) {
        self.key = key
    }

    /// Counts one more job, and what it was charged, if it was.
    package mutating func add(_ state: JobState.Name, _ charge: Charge?) {
        // A file with many prompts is none itself: each of them is a job.
        guard ![.divided, .completed].contains(state) else { return }
        self.prompts += 1
        switch state {
        case .published: self.published += 1
        case .failed: self.failed += 1
        case .unconfirmed: self.unconfirmed += 1
        case .cancelled: self.cancelled += 1
        case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .divided, .completed:
            self.underWay += 1
        }
        guard let charge else { return }
        self.images += charge.images
        self.usd = self.usd + (charge.cost ?? .zero)
        if charge.cost == nil { self.unpriced += 1 }
    }
}
