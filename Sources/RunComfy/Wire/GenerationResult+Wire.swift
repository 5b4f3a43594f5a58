import PromptCore

extension GenerationResult {
    /// Places of a result that are kept: no model is known to bring more than some dozens.
    static let usualPlaceLimit = 1000

    /// Reads the answer to a result call, whose state has been read already.
    ///
    /// Keeps at most `placeLimit` places. What cannot be read of the rest is `nil`, never a failed result.
    init(state: RequestState, body: WireValue, placeLimit: Int = Self.usualPlaceLimit) {
        let output = OutputReader(
            body["output"] ?? .null,
            complaint: APIComplaint(body).message,
            limit: placeLimit
        )
        self.init(
            state: state,
            places: output.places,
            droppedOutputs: output.dropped,
            createdAt: body["created_at"]?.text.flatMap(WireDate.moment),
            finishedAt: body["finished_at"]?.text.flatMap(WireDate.moment),
            cost: body["cost"]?.double.flatMap { USD(dollars: $0) },
            model: body["model_id"]?.text.flatMap { ModelID($0) }
        )
    }

    /// The same result with its words in single lines of readable length and without the token.
    func readable(hiding token: AccessToken) -> GenerationResult {
        var result = self
        result.state = self.state.readable(hiding: token)
        result.places = self.places.map { place in
            switch place {
            case .link: place
            case .missing(let kind, let reason): .missing(kind, reason: token.line(reason))
            }
        }
        if let model = self.model, token.redacting(model.rawValue) != model.rawValue { result.model = nil }
        return result
    }
}
