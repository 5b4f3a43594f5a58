import PromptCore

extension JobsInFlight.Entry {
    /// The job as a member of `jobs` in `status.json`.
    ///
    /// - `name`: the prompt's path below the inbox, without its suffix.
    /// - `job_id`, `request_id`: promptd's name for it, and the API's (`null` until there is one).
    /// - `state`: a ``JobState/Name``; `doing`: the same in words for people, since `since`.
    /// - `claimed`, `submitted`: when it was taken, and sent (`null` if it has not been).
    /// - `model`, `images`: what is asked for (`null` until the prompt has been read).
    /// - `images_arrived`: how many of them have been fetched.
    /// - `queue_position`: its place in the API's queue, from 1; `null` if it is not queued or the API does not say.
    /// - `cost_usd`: US dollars that it has cost or may have cost; before it is sent, what it will by the catalog's price;
    ///   `null` if no price is known.
    /// - `inputs`: its files, each with its member, its copy (`null` for one as given), its bytes, and how it is `sent`; left
    ///   out if there are none.
    var json: JSONValue {
        var position: Int?
        if case .queued(let found) = self.doing { position = found }
        let inputs: [JSONValue.Member] =
            self.inputs.isEmpty ? [] : [.init("inputs", .array(self.inputs.map { $0.statusJSON }))]
        return .object(
            [
                .init("name", .string(self.name.description)), .init("job_id", .string(self.id.rawValue)),
                .init("state", .string(self.state.rawValue)), .init("doing", .string(self.doing.text)),
                .init("request_id", .text(self.requestID?.rawValue)), .init("since", .time(self.since)),
                .init("claimed", .time(self.claimed)), .init("submitted", .time(self.submitted)),
                .init("model", .text(self.model?.rawValue)), .init("images", self.images.map { .integer($0) } ?? .null),
                .init("images_arrived", .integer(self.arrived)),
                .init("queue_position", position.map { .integer($0) } ?? .null), .init("cost_usd", .amount(self.cost)),
            ] + inputs
        )
    }
}

extension SentInput {
    fileprivate var statusJSON: JSONValue {
        .object([
            .init("member", .string(self.member)), .init("file", .text(self.file)),
            .init("bytes", self.bytes.map { .integer($0) } ?? .null), .init("sent", .text(self.how?.rawValue)),
        ])
    }
}
