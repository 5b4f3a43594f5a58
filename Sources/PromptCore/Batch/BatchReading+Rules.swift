extension BatchReading {
    /// What the lines and cells of a file mean: a line is the text of the model that its folder or the configuration names,
    /// and a cell is what the schema of its row's own model says, as far as the catalog of `rules` knows it.
    package init(rules: PromptRules, defaults: FolderDefaults?, limit: Int) {
        let (catalog, usual) = (rules.catalog, defaults?.model ?? rules.defaultModel)
        let text = catalog[usual].flatMap { ModelSchema($0) }?.text?.name
        self.init(textMember: text ?? PromptMember.text.rawValue, limit: limit) { name in
            let model = name.map { ModelID($0) } ?? usual
            guard let schema = model.flatMap({ catalog[$0] }).flatMap({ ModelSchema($0) })
            else { return [] }
            return Set(schema.members.filter { $0.rule.kinds == [.text] }.map(\.name))
        }
    }
}
