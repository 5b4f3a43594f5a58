/// A description as promptd keeps it and prints it: the catalog's own names, and what it does not say left out.
extension ModelDescription {
    package var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("model_id", .string(self.id.rawValue)), .init("display_name", .string(self.displayName)),
        ]
        func add(_ name: String, _ value: JSONValue?) { if let value { members.append(.init(name, value)) } }
        func add(_ name: String, _ words: [String]) {
            if !words.isEmpty { add(name, .array(words.map { .string($0) })) }
        }
        if !self.kind.isEmpty { add("kind", .string(self.kind)) }
        if !self.summary.isEmpty { add("description", .string(self.summary)) }
        add("model_url", self.page.map { .string($0) })
        add("categories", self.categories)
        add("base_price_usd", self.price.map { .amount($0.base) })
        add("price_unit", self.price.map { .string($0.unit) })
        add("pricing_note", self.pricingNote.map { .string($0) })
        add("required_inputs", self.requiredInputs)
        add("input_schema", self.inputSchema)
        return .object(members)
    }

    /// Reads what ``json`` gave; `nil` if it is nothing of the kind.
    package init?(json: JSONValue) {
        guard let id = json["model_id"]?.stringValue.flatMap({ ModelID($0) }) else { return nil }
        func words(_ name: String) -> [String] {
            guard case .array(let elements) = json[name] else { return [] }
            return elements.compactMap(\.stringValue)
        }
        var price: ModelPrice?
        if case .number(let literal) = json["base_price_usd"], let base = Double(literal).flatMap({ USD(dollars: $0) }),
            let unit = json["price_unit"]?.stringValue
        {
            price = ModelPrice(base: base, unit: unit)
        }
        self.init(
            id: id,
            displayName: json["display_name"]?.stringValue,
            kind: json["kind"]?.stringValue ?? "",
            summary: json["description"]?.stringValue ?? "",
            page: json["model_url"]?.stringValue,
            categories: words("categories"),
            price: price,
            pricingNote: json["pricing_note"]?.stringValue,
            requiredInputs: words("required_inputs"),
            inputSchema: json["input_schema"]
        )
    }
}
