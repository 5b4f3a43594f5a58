package import FoundationEssentials

/// What a request has brought, or where it stands if it has not finished.
package struct GenerationResult: Equatable, Sendable {
    package var state: RequestState
    /// Where the outputs can be fetched, in the API's order; images before videos.
    package var outputs: [OutputLink]
    package var createdAt: Date?
    package var finishedAt: Date?
    /// What it really cost, if the API says.
    package var cost: USD?
    /// The model it was made with, if the API says.
    package var model: ModelID?

    package init(
        state: RequestState,
        outputs: [OutputLink] = [],
        createdAt: Date? = nil,
        finishedAt: Date? = nil,
        cost: USD? = nil,
        model: ModelID? = nil
    ) {
        self.state = state
        self.outputs = outputs
        self.createdAt = createdAt
        self.finishedAt = finishedAt
        self.cost = cost
        self.model = model
    }
}
