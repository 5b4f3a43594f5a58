import PromptCore

extension GenerationResult {
    /// Reads the answer to a result call, whose state has been read already.
    init(state: RequestState, body: WireValue) {
        self.init(
            state: state,
            outputs: Self.outputs(body["output"] ?? .null),
            createdAt: body["created_at"]?.text.flatMap(WireDate.rfc3339),
            finishedAt: body["finished_at"]?.text.flatMap(WireDate.rfc3339),
            cost: body["cost"]?.double.flatMap { USD(dollars: $0) },
            model: body["model_id"]?.text.flatMap { ModelID($0) }
        )
    }

    /// All links of an output, each once: a single one may be given again in the list.
    private static func outputs(_ output: WireValue) -> [OutputLink] {
        let members: [(name: String, kind: OutputLink.Kind)] = [
            ("image", .image), ("images", .image), ("video", .video), ("videos", .video),
        ]
        var links: [OutputLink] = []
        for member in members {
            for url in Self.urls(output[member.name] ?? .null) where !links.contains(where: { $0.url == url }) {
                links.append(OutputLink(kind: member.kind, url: url))
            }
        }
        return links
    }

    private static func urls(_ value: WireValue) -> [String] {
        switch value {
        case .string: value.text.map { [$0] } ?? []
        case .array(let items): items.flatMap(Self.urls)
        case .object: value["url"].map(Self.urls) ?? []
        case .null, .bool, .number: []
        }
    }
}
