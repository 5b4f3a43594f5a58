import PromptCore

/// The models the sandbox has.
struct Catalog: Sendable {
    let models: [Model]

    subscript(id: String) -> Model? { self.models.first { $0.id == id } }

    /// The categories of its models, each once, in the order of the alphabet.
    var categories: [String] { Set(self.models.flatMap(\.categories)).sorted() }

    /// Which models a list is to have; what is `nil` leaves nothing out.
    struct Query: Sendable {
        /// Words of the id or of the name.
        var search: String?
        var category: String?
        var kind: String?
        var limit: Int
        var offset: Int

        /// The API's bounds of a page.
        static let limits = 1...500
        static let usualLimit = 100
    }

    /// One page of the models that `query` asks for, and how many there are in all.
    func page(_ query: Query) -> (models: ArraySlice<Model>, total: Int) {
        let found = self.models.filter { model in
            let isNamed = query.search.map { word in
                "\(model.id) \(model.displayName)".lowercased().contains(word.lowercased())
            }
            let isOfCategory = query.category.map { model.categories.contains($0) }
            return (isNamed ?? true) && (isOfCategory ?? true) && (query.kind ?? Model.kind) == Model.kind
        }
        return (found.dropFirst(max(0, query.offset)).prefix(max(0, query.limit)), found.count)
    }
}

extension USD {
    /// As a number of dollars, for JSON.
    var dollars: Double { Double(self.micros) / 1_000_000 }
}
