import PromptCore

extension ModelDescription {
    /// Objects and lists within each other that a schema may have.
    private static let schemaDepth = 64

    /// Reads the answer about one model; `nil` if it names another one.
    init?(_ body: WireValue, asked id: ModelID, hiding token: AccessToken) {
        // The id that was asked for is the one that is sent to, whatever the answer leaves out.
        if let named = body["model_id"]?.text, named != id.rawValue { return nil }
        self.init(id, body, token)
    }

    /// Reads an entry of the list; `nil` if it has no id that can be one.
    init?(_ entry: WireValue, hiding token: AccessToken) {
        guard let id = entry["model_id"]?.text.flatMap({ ModelID($0) }) else { return nil }
        self.init(id, entry, token)
    }

    private init(_ id: ModelID, _ body: WireValue, _ token: AccessToken) {
        func line(_ name: String, _ limit: Int) -> String? { body[name]?.text.map { token.line($0, limit: limit) } }
        func lines(_ name: String, _ limit: Int) -> [String] {
            guard case .array(let elements) = body[name] else { return [] }
            return elements.prefix(limit).compactMap { $0.text.map { token.line($0, limit: 200) } }
        }
        self.init(
            id: id,
            displayName: line("display_name", 200),
            kind: line("kind", 100) ?? "",
            summary: line("description", 2000) ?? "",
            page: line("model_url", 500),
            categories: lines("categories", 50),
            price: ModelPrice(body, hiding: token),
            pricingNote: line("pricing_note", 1000),
            requiredInputs: lines("required_inputs", 200),
            inputSchema: body["input_schema"].flatMap { schema in
                guard case .object = schema else { return nil }
                return schema.json(depth: Self.schemaDepth, hiding: token)
            }
        )
    }
}
