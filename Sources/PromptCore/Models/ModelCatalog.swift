/// The models whose descriptions are at hand: a snapshot that costs nothing to hand on and little to compare.
package struct ModelCatalog: Sendable, Equatable {
    private final class Storage: Sendable {
        let models: [ModelID: ModelDescription]

        init(_ models: [ModelID: ModelDescription]) { self.models = models }
    }

    private let storage: Storage

    /// Of no model anything is known.
    package static let empty = ModelCatalog([])

    package init(_ models: [ModelDescription]) {
        self.storage = Storage(Dictionary(models.map { ($0.id, $0) }) { _, last in last })
    }

    /// What is known of a model; `nil` if nothing is.
    package subscript(id: ModelID) -> ModelDescription? { self.storage.models[id] }

    package var isEmpty: Bool { self.storage.models.isEmpty }

    /// In the order of their ids.
    package var models: [ModelDescription] {
        self.storage.models.values.sorted { $0.id.rawValue < $1.id.rawValue }
    }

    package static func == (first: ModelCatalog, second: ModelCatalog) -> Bool {
        first.storage === second.storage || first.storage.models == second.storage.models
    }
}
