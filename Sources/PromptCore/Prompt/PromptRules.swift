/// What the configuration says about prompts.
package struct PromptRules: Equatable, Sendable {
    /// What to do if the number of images in the text and in the option do not agree.
    package enum CountInText: String, CaseIterable, Sendable {
        /// A text that names no count gets a first sentence that does; a contradiction is sent with a warning.
        case prefix
        /// The text is sent as it was written.
        case asIs = "as_is"
        /// A text that names no count, or another one than the option, is an error.
        case refuse
    }

    /// What to do with a prompt for a model whose schema is not at hand.
    package enum UnknownModels: String, CaseIterable, Sendable {
        /// Its members are sent unchecked, with a warning.
        case send
        /// It is an error.
        case refuse
    }

    /// The model of prompts that name none.
    package var defaultModel: ModelID
    /// The models that may be bought; `nil` for the one of prompts that name none, and no other.
    package var models: [ModelPattern]?
    package var countInText: CountInText
    /// The most images one prompt may ask for.
    package var maxImages: Int
    package var unknownModels: UnknownModels
    /// The models whose schemas are at hand: a prompt for one of them is checked by it.
    package var catalog: ModelCatalog

    package init(
        defaultModel: ModelID = .seedreamSequential,
        models: [ModelPattern]? = nil,
        countInText: CountInText = .prefix,
        maxImages: Int = Int(Prompt.Limits.imageCount.upperBound),
        unknownModels: UnknownModels = .send,
        catalog: ModelCatalog = .empty
    ) {
        self.defaultModel = defaultModel
        self.models = models
        self.countInText = countInText
        self.maxImages = maxImages
        self.unknownModels = unknownModels
        self.catalog = catalog
    }

    /// Whether `model` may be bought.
    package func allows(_ model: ModelID) -> Bool {
        self.models.map { $0.contains { $0.matches(model) } } ?? (model == self.defaultModel)
    }

    /// The models that may be bought, in words.
    package var modelsSummary: String {
        self.models?.map(\.description).joined(separator: ", ") ?? self.defaultModel.rawValue
    }
}
