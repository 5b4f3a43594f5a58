import PromptCore

/// What one file comes to.
struct CheckedFile {
    /// As it was given.
    var name: String
    /// `nil` for a file of one prompt.
    var format: BatchFormat?
    /// At least one, unless `problems` says why there is none.
    var prompts: [CheckedPrompt] = []
    /// What is wrong with the file itself.
    var problems: [CheckedProblem] = []
    /// What the person should know of the file itself; one line each.
    var notes: [String] = []

    init(_ name: String) {
        self.name = name
    }

    /// Whether it holds several prompts, or stands for several.
    var isOfMany: Bool { self.format != nil || self.prompts.contains { $0.place.number != nil } }

    /// A file that cannot be read counts as one.
    var count: Int { max(1, self.prompts.count) }

    var wrong: Int { self.problems.isEmpty ? self.prompts.count { !$0.isGood } : self.count }

    /// The prompts that could be sent.
    var good: [Prompt] { self.problems.isEmpty ? self.prompts.filter(\.isGood).compactMap(\.prompt) : [] }
}
