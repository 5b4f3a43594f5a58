import PromptCore

/// The models the sandbox has.
struct Catalog: Sendable {
    struct Model: Sendable {
        let id: ModelID
        let displayName: String
        let note: String
        let input: InputSchema
        /// Whether outputs come as a list (`images`), or as one link (`image`).
        let hasManyOutputs: Bool

        /// The catalog entry at the given price; the schemas only if asked for.
        func json(price: USD, includesSchema: Bool) -> APIValue {
            var entry: [String: APIValue] = [
                "model_id": .string(self.id.rawValue),
                "display_name": .string(self.displayName),
                "categories": ["text-to-image"],
                "base_price_usd": .number(price.dollars),
                "price_unit": "image",
                "pricing_note": .string(self.note),
            ]
            if includesSchema {
                entry["input_schema"] = self.input.json
                entry["output_schema"] = Self.outputSchema
            }
            return .object(entry)
        }

        private static let outputSchema: APIValue = [
            "type": "object",
            "properties": [
                "image": ["type": "string", "format": "uri"],
                "video": ["type": "string", "format": "uri"],
                "images": ["type": "array", "items": ["type": "string", "format": "uri"]],
                "videos": ["type": "array", "items": ["type": "string", "format": "uri"]],
            ],
        ]
    }

    let models: [Model]

    subscript(id: String) -> Model? { self.models.first { $0.id.rawValue == id } }

    /// One page of the models whose id or name contains `search`, and how many there are in all.
    func page(search: String?, category: String?, limit: Int, offset: Int) -> (models: ArraySlice<Model>, total: Int) {
        let found = self.models.filter { model in
            let isNamed = search.map { word in
                "\(model.id) \(model.displayName)".lowercased().contains(word.lowercased())
            }
            return (isNamed ?? true) && (category ?? "text-to-image") == "text-to-image"
        }
        return (found.dropFirst(max(0, offset)).prefix(max(0, limit)), found.count)
    }
}

extension USD {
    /// As a number of dollars, for JSON.
    var dollars: Double { Double(self.micros) / 1_000_000 }
}
