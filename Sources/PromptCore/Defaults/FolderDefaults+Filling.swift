/// A prompt with what its folder says.
extension FolderDefaults {
    /// Fills in what the prompt leaves open; what it says itself always wins.
    ///
    /// Inputs and templates are those of one model: a prompt that names another gets none of them.
    ///
    /// - Parameters:
    ///   - members: The prompt's, as they were written.
    ///   - defaultModel: The model of prompts that name none, where no folder names one either.
    /// - Returns: the members of the whole prompt.
    /// - Throws: what is wrong with the choice of a template.
    func filling(_ members: [JSONValue.Member], defaultModel: ModelID) throws(Rejection) -> [JSONValue.Member] {
        let daemon = PromptMember.daemon.rawValue
        let written = members.first { $0.name == daemon }?.value ?? .object([])
        // What is wrong with it is said when it is read.
        guard case .object(var options) = written else { return members }
        let chosen = written[PromptOptionMember.model.rawValue]?.stringValue
        let isOwnModel = chosen == nil || chosen == (self.model ?? defaultModel).rawValue
        let template = try self.template(options, isOwnModel)
        options.removeAll { $0.name == PromptOptionMember.template.rawValue && $0.value.stringValue != nil }
        if chosen == nil, let model, options.first(where: { $0.name == PromptOptionMember.model.rawValue }) == nil {
            options.append(.init(PromptOptionMember.model.rawValue, .string(model.rawValue)))
        }
        self.addLabels(to: &options)
        var result = members.filter { $0.name != daemon }
        if let template { result = try Self.filling(template, with: result, self.inputs) }
        if isOwnModel { result = result.filled(from: self.inputs) }
        if !options.isEmpty { result.append(.init(daemon, .object(options))) }
        return result
    }

    private func addLabels(to options: inout [JSONValue.Member]) {
        guard !self.labels.isEmpty else { return }
        let name = PromptOptionMember.labels.rawValue
        guard let place = options.firstIndex(where: { $0.name == name }) else {
            options.append(.init(name, .object(self.labels)))
            return
        }
        guard case .object(let own) = options[place].value else { return }
        options[place].value = .object(own.filled(from: self.labels))
    }

    private func template(
        _ options: [JSONValue.Member],
        _ isOwnModel: Bool
    ) throws(Rejection) -> JSONValue.Member? {
        let own = options.first { $0.name == PromptOptionMember.template.rawValue }?.value.stringValue
        guard let name = own ?? (isOwnModel ? self.template : nil) else { return nil }
        if let template = self.templates.first(where: { $0.name == name }) { return template }
        let known = self.templates.map(\.name)
        let meant = Spelling.nearest(to: name, among: known).map { "did you mean \"\($0)\"? " } ?? ""
        let all = known.map { "\"\(SingleLine.excerpt($0))\"" }.joined(separator: ", ")
        throw Rejection(
            .init(
                .invalidValue,
                "promptd.template",
                message: "there is no template called \"\(SingleLine.excerpt(name))\" here",
                hint: meant + (known.isEmpty ? "write it into \(Self.fileName) in the folder" : "there are \(all)")
            )
        )
    }

    /// The template's members with the prompt's own in their places; those that stand in one are not sent by themselves.
    private static func filling(
        _ template: JSONValue.Member,
        with members: [JSONValue.Member],
        _ inputs: [JSONValue.Member]
    ) throws(Rejection) -> [JSONValue.Member] {
        let places = template.value.placeholders
        let choices = members.filled(from: inputs).map { ExpansionList.Choice(name: $0.name, value: $0.value) }
        for name in places where !choices.contains(where: { $0.name == name }) {
            let others = members.map(\.name).filter { $0 != PromptMember.daemon.rawValue && !places.contains($0) }
            let alias = others.first { PromptMember.meaning(of: $0) == name }
            let slip = alias ?? Spelling.nearest(to: name, among: others)
            let meant = slip.map { "is \"\(SingleLine.excerpt($0))\" meant to be it? Otherwise " } ?? ""
            throw Rejection(
                .init(
                    .missingMember,
                    SingleLine.excerpt(name),
                    message: """
                        \(SingleLine.excerpt(name)) is missing, which the template \
                        "\(SingleLine.excerpt(template.name))" needs
                        """,
                    hint: meant + "add \"\(SingleLine.excerpt(name))\": …, or choose another template"
                )
            )
        }
        let whole = template.value.filled(with: choices)
        if let left = whole.placeholders.first(where: places.contains) {
            throw Rejection(
                .init(
                    .wrongType,
                    SingleLine.excerpt(left),
                    message: """
                        \(SingleLine.excerpt(left)) must be a text or a number, to stand in a text of the template \
                        "\(SingleLine.excerpt(template.name))"
                        """,
                    hint: "write one value, or choose another template"
                )
            )
        }
        guard case .object(let filled) = whole else { return members }
        let rest = members.filter { !places.contains($0.name) }
        if case .object(let made) = template.value,
            let own = made.first(where: { member in
                !member.value.placeholders.isEmpty && rest.contains { $0.name == member.name }
            })
        {
            let name = SingleLine.excerpt(own.name)
            throw Rejection(
                .init(
                    .invalidValue,
                    name,
                    message:
                        "the template \"\(SingleLine.excerpt(template.name))\" makes \(name) itself, and the prompt has one too",
                    hint: "remove \(name), or choose another template"
                )
            )
        }
        return rest.filled(from: filled)
    }
}
