import PromptCore

/// Models for people, as lines, and for programs, as JSON.
struct ModelLines {
    /// Which say what may be bought here.
    private let rules: PromptRules

    init(_ rules: PromptRules) {
        self.rules = rules
    }

    /// `from 0.03 USD an output`, or why there is none.
    static func price(_ model: ModelDescription) -> String {
        guard let price = model.price else { return "price unknown" }
        let unit = price.unit.lowercased()
        let one = "aeiou".contains(unit.first ?? "x") ? "an" : "a"
        return "from \(price.base) USD \(one) \(SingleLine.text(price.unit, limit: 40))"
    }

    /// A header and a line a model.
    func table(_ models: [ModelDescription]) -> [String] {
        guard !models.isEmpty else { return [] }
        return Self.aligned(
            [["MODEL", "PRICE", "ALLOWED", "MAKES", "NAME"]]
                + models.map { model in
                    [
                        model.id.rawValue, Self.price(model), self.rules.allows(model.id) ? "yes" : "no",
                        model.categories.isEmpty ? "-" : model.categories.joined(separator: ", "), model.displayName,
                    ]
                }
        )
    }

    /// All that is known of one.
    func details(_ model: ModelDescription) -> [String] {
        var lines = ["\(model.id)  \(model.displayName)"]
        if !model.summary.isEmpty { lines.append(model.summary) }
        lines.append("")
        if !model.categories.isEmpty { lines.append("makes: \(model.categories.joined(separator: ", "))") }
        lines.append("price: \(Self.price(model))\(model.pricingNote.map { "; \($0)" } ?? "")")
        lines.append(
            self.rules.allows(model.id)
                ? "allowed here: yes" : "allowed here: no; the setting models has \(self.rules.modelsSummary)"
        )
        if let page = model.page { lines.append("page: \(page)") }
        lines.append("")
        let inputs = ModelInput.all(of: model)
        guard !inputs.isEmpty else { return lines + ["The API does not say what it takes."] }
        let rows = inputs.map { [$0.name, $0.kind, $0.isRequired ? "yes" : "", $0.allowed, $0.usual, $0.meaning] }
        return lines + Self.aligned([["INPUT", "KIND", "REQUIRED", "ALLOWED", "DEFAULT", "MEANING"]] + rows)
    }

    /// The list as a document.
    func document(_ models: [StoredModel]) -> JSONValue {
        .object([
            .init("schema_version", .number("1")), .init("models", .array(models.map { self.entry($0, []) })),
        ])
    }

    /// One model as a document, with its schema and what promptd reads in it.
    func document(_ stored: StoredModel) -> JSONValue {
        let inputs = JSONValue.array(ModelInput.all(of: stored.model).map(\.json))
        return self.entry(
            stored,
            [.init("inputs", inputs)] + (stored.model.inputSchema.map { [.init("input_schema", $0)] } ?? []),
            head: [.init("schema_version", .number("1"))]
        )
    }

    private func entry(
        _ stored: StoredModel,
        _ more: [JSONValue.Member],
        head: [JSONValue.Member] = []
    ) -> JSONValue {
        var model = stored.model
        model.inputSchema = nil
        guard case .object(let members) = model.json else { return model.json }
        let own: [JSONValue.Member] = [
            .init("allowed", .bool(self.rules.allows(model.id))), .init("fetched", .time(stored.fetched)),
        ]
        return .object(head + members + own + more)
    }

    /// Columns as wide as they have to be; the last one is as it is.
    private static func aligned(_ rows: [[String]]) -> [String] {
        let rows = rows.map { $0.map { SingleLine.text($0, limit: 200) } }
        let widths = rows[0].indices.map { column in rows.map { TextWidth.of($0[column]) }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { index, cell in
                index == row.count - 1
                    ? cell.0 : cell.0 + String(repeating: " ", count: max(0, cell.1 - TextWidth.of(cell.0)))
            }
            return cells.joined(separator: "  ").trimmingSuffix { $0 == " " }
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return String(text)
    }
}
