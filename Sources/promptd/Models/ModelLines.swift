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
        guard let schema = ModelSchema(model) else { return lines + ["The API does not say what it takes."] }
        let rows = ModelInput.all(of: schema).map { input in
            [
                input.name, input.kind, input.member.isRequired ? "yes" : "", input.allowed, input.standardText,
                input.meaning,
            ]
        }
        lines += Self.aligned([["INPUT", "KIND", "REQUIRED", "ALLOWED", "DEFAULT", "MEANING"]] + rows)
        if !schema.warnings.isEmpty { lines.append("") }
        return lines + schema.warnings.map { "note: \($0)" }
    }

    /// The list as a document; `examples/models.schema.json` is the schema of both.
    func document(_ models: [StoredModel]) -> JSONValue {
        .object([Self.version, .init("models", .array(models.map { .object(self.members($0)) }))])
    }

    /// One model as a document, with the schema as the catalog has it.
    func document(_ stored: StoredModel) -> JSONValue {
        let schema = stored.model.inputSchema.map { [JSONValue.Member("input_schema", $0)] } ?? []
        return .object([Self.version] + self.members(stored) + schema)
    }

    private static let version = JSONValue.Member("schema_version", .integer(2))

    /// What the catalog says, what is allowed here, and what promptd reads in the schema: the rules that prompts are
    /// checked by.
    private func members(_ stored: StoredModel) -> [JSONValue.Member] {
        var model = stored.model
        let schema = ModelSchema(model)
        model.inputSchema = nil
        guard case .object(let members) = model.json else { return [] }
        return members + [
            .init("allowed", .bool(self.rules.allows(model.id))), .init("fetched", .time(stored.fetched)),
            .init("inputs", schema.map { .array(ModelInput.all(of: $0).map(\.json)) } ?? .null),
            .init("warnings", .array(schema?.warnings.map { .string($0) } ?? [])),
        ]
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
