package import PromptCore

/// What a job has cost, in US dollars.
package struct HistoryCost: Codable, Sendable, Equatable {
    package var currency = "USD"
    /// By the catalog's price, when it was sent.
    package var estimate: USD?
    /// What the API has named.
    package var actual: USD?
    /// What counts for the caps and in sums: `actual`, else `estimate`.
    ///
    /// Left out if it is certain that nothing was charged, and if no price is known; `chargedImages` tells which.
    package var charged: USD?
    /// Images that were billed, or may have been; 0 if it is certain that nothing was charged.
    package var chargedImages: Int

    enum CodingKeys: String, CodingKey {
        case currency = "currency"
        case estimate = "estimate"
        case actual = "actual"
        case charged = "charged"
        case chargedImages = "charged_images"
    }

    package init(_ job: Job) {
        let charge = job.charge
        self.estimate = job.request?.estimate
        self.actual = job.state.output?.cost
        self.charged = charge?.cost
        self.chargedImages = charge?.images ?? 0
    }
}
