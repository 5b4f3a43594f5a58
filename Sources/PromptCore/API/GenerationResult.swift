package import FoundationEssentials

/// What a request has brought, or where it stands if it has not finished.
package struct GenerationResult: Equatable, Sendable {
    /// One output in the API's count of them: the file numbered n is the one at `places[n - 1]`.
    package enum Place: Equatable, Sendable {
        /// It can be fetched.
        case link(OutputLink)
        /// The API keeps the place of an output of that kind, and gives no link in it. The reason is one line, the API's
        /// words if it gave any.
        case missing(OutputLink.Kind, reason: String)
    }

    package var state: RequestState
    /// Every output in order, the missing ones among them.
    ///
    /// The entries of the known lists come in the order images, videos, audios, each list in the API's order; then, as
    /// `.other`, the links that stood elsewhere in the output, in the order of the text. A link takes one place, however
    /// often it was given. Only an entry of a known list, or a single `image`, `video` or `audio` that has no list beside
    /// it, can be missing.
    package var places: [Place]
    /// How many more places there were behind `places`, which were too many to keep; 0 as a rule.
    package var droppedOutputs: Int
    package var createdAt: Date?
    package var finishedAt: Date?
    /// What it really cost, if the API says.
    package var cost: USD?
    /// The model it was made with, if the API says.
    package var model: ModelID?

    /// Where the outputs can be fetched: the links of `places` in their order, without the missing ones.
    ///
    /// An index here is an index into `places` only as long as nothing is missing before it.
    package var outputs: [OutputLink] {
        self.places.compactMap { place in
            switch place {
            case .link(let link): link
            case .missing: nil
            }
        }
    }

    package init(
        state: RequestState,
        places: [Place],
        droppedOutputs: Int = 0,
        createdAt: Date? = nil,
        finishedAt: Date? = nil,
        cost: USD? = nil,
        model: ModelID? = nil
    ) {
        self.state = state
        self.places = places
        self.droppedOutputs = droppedOutputs
        self.createdAt = createdAt
        self.finishedAt = finishedAt
        self.cost = cost
        self.model = model
    }

    /// A result of which nothing is missing.
    package init(
        state: RequestState,
        outputs: [OutputLink] = [],
        createdAt: Date? = nil,
        finishedAt: Date? = nil,
        cost: USD? = nil,
        model: ModelID? = nil
    ) {
        self.init(
            state: state,
            places: outputs.map { .link($0) },
            createdAt: createdAt,
            finishedAt: finishedAt,
            cost: cost,
            model: model
        )
    }
}
