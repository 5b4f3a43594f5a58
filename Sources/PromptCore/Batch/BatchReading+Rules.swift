extension BatchReading {
    /// What the lines and cells of a file mean whose prompts are for the model that its folder or the configuration names.
    package init(rules: PromptRules, defaults: FolderDefaults?, limit: Int) {
        let model = defaults?.model ?? rules.defaultModel
        guard let schema = rules.catalog[model].flatMap({ ModelSchema($0) }) else {
            self.init(limit: limit)
            return
        }
        let texts = schema.members.filter { $0.file == nil && $0.rule.kinds == [.text] }.map(\.name)
        self.init(textMember: schema.text?.name ?? PromptMember.text.rawValue, limit: limit) {
            texts.contains($0) || Self.isUsuallyText($0)
        }
    }
}
