extension BatchReading {
    /// Reads prompts for a model: a line is the member that holds its words, and what is a text by its schema stays one,
    /// whatever a cell looks like.
    ///
    /// `model` is what the prompts of the file are for that name none; `nil` if nothing is known of it.
    package init(for model: ModelDescription?, limit: Int) {
        let members = model.flatMap { ModelSchema($0) }?.members ?? []
        let known = Dictionary(members.map { ($0.name, $0.file != nil || $0.rule.kind == .text) }) { first, _ in first }
        self.init(
            textMember: model.flatMap { ModelSchema($0) }?.text?.name ?? PromptMember.text.rawValue,
            limit: limit,
            isText: { known[$0] ?? Self.isUsuallyText($0) }
        )
    }
}
