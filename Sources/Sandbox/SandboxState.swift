import PromptCore

/// All that a sandbox knows.
///
/// It changes only by ledger entries (and faults), so that reading the ledger again brings the same state back.
struct SandboxState: Sendable {
    /// An accepted submission.
    struct Submission: Sendable {
        let id: String
        let model: Catalog.Model
        let input: GenerationInput
        let createdAt: Moment
        /// What it costs as things stand; zero once it is cancelled or has failed uncharged.
        var usd: USD
        /// The images charged for.
        var images: Int
    }

    let catalog: Catalog
    var faults = FaultPlan()
    private(set) var settings: LedgerEntry.Settings
    private(set) var entries: [LedgerEntry] = []
    private(set) var totals = LedgerTotals()
    private(set) var submissions: [String: Submission] = [:]
    private var queue: GenerationQueue

    init(catalog: Catalog, settings: LedgerEntry.Settings) {
        self.catalog = catalog
        self.settings = settings
        self.queue = GenerationQueue(slots: settings.slots, imageSeconds: settings.imageSeconds)
    }

    mutating func standing(of id: String, at now: Moment) -> GenerationQueue.Standing? {
        self.queue.standing(of: id, at: now)
    }

    /// Makes what `entry` says true.
    mutating func apply(_ entry: LedgerEntry) {
        self.entries.append(entry)
        self.totals.add(entry)
        switch entry.event {
        case .submission: self.applySubmission(entry)
        case .cancellation:
            guard let id = entry.requestID, entry.outcome == "cancelled" else { return }
            self.queue.cancelled(id, at: entry.at)
            self.refund(entry)
        case .failure:
            guard let id = entry.requestID else { return }
            self.queue.failed(id, message: entry.message ?? "", at: entry.at)
            self.refund(entry)
        case .tokenLeak: break
        case .settings:
            guard let settings = entry.settings else { return }
            self.settings = settings
            self.queue.changed(slots: settings.slots, imageSeconds: settings.imageSeconds, at: entry.at)
        }
    }

    private mutating func applySubmission(_ entry: LedgerEntry) {
        guard let id = entry.requestID, let model = entry.modelID.flatMap({ self.catalog[$0] }), let body = entry.body
        else {
            return
        }
        let input = GenerationInput(body, model: model)
        self.submissions[id] = Submission(
            id: id,
            model: model,
            input: input,
            createdAt: entry.at,
            usd: entry.usd ?? USD(micros: 0),
            images: entry.images ?? 0
        )
        self.queue.submitted(id, images: input.images, at: entry.at)
    }

    private mutating func refund(_ entry: LedgerEntry) {
        guard let id = entry.requestID, var submission = self.submissions[id] else { return }
        submission.usd = USD(micros: submission.usd.micros - (entry.usd?.micros ?? 0))
        submission.images -= entry.images ?? 0
        self.submissions[id] = submission
    }
}
