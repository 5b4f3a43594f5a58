import NIOHTTP1
package import PromptCore

/// What the list of models brought.
package struct ModelList: Equatable, Sendable {
    package var models: [ModelDescription]
    /// Entries that could not be read, and so are not among them.
    package var unreadable: Int
}

extension RunComfyClient {
    /// Models of one page: with their schemas they have to come within the time of a call.
    static let pageLength = 100
    /// Bytes of a page that are read; a model with its schema has a few thousand.
    static let pageCap = 16 << 20
    /// Pages that are asked for: more than ten times what there were in 2026.
    static let mostPages = 50

    /// Asks the catalog what a model is: its inputs and its base price.
    package func model(_ id: ModelID) async throws(APIError) -> ModelDescription {
        let (answer, body) = try await self.call(.GET, "/models/\(id.path)")
        guard let model = ModelDescription(body, asked: id, hiding: self.token) else {
            throw self.unreadable(answer, "is about another model")
        }
        return model
    }

    /// Asks for every model that the catalog has, with their inputs; in the catalog's order, each once.
    ///
    /// An entry that cannot be read takes no other with it.
    ///
    /// - Throws: `APIError` if a page cannot be had: a part is no catalog.
    package func models() async throws(APIError) -> ModelList {
        var list = ModelList(models: [], unreadable: 0)
        var known: Set<ModelID> = []
        var offset = 0
        for _ in 0..<Self.mostPages {
            let query = "limit=\(Self.pageLength)&offset=\(offset)&include_schema=true"
            let (answer, body) = try await self.call(.GET, "/models?\(query)", bodyCap: Self.pageCap)
            guard case .array(let entries) = body["models"] else { throw self.unreadable(answer, "lists no models") }
            for entry in entries {
                if let model = ModelDescription(entry, hiding: self.token) {
                    if known.insert(model.id).inserted { list.models.append(model) }
                } else {
                    list.unreadable += 1
                }
            }
            offset += entries.count
            // Without a total, a page that is not full is the last one.
            let isLast = body["total"]?.integer.map { offset >= $0 } ?? (entries.count < Self.pageLength)
            if isLast || entries.isEmpty { break }
        }
        return list
    }
}
