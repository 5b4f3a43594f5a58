extension Prompt {
    /// A model whose schema is at hand: everything is checked by it, and what is sent are the members as they were written.
    static func decode(
        _ reader: inout MemberReader,
        _ description: ModelDescription,
        _ schema: ModelSchema,
        _ options: PromptOptions,
        _ rules: PromptRules
    ) -> Prompt? {
        var warnings = schema.warnings
        var reading = MemberReader(reader.members, filledIn: reader.filledIn)
        if let decided = Self.countInText(&reading, description, schema, rules) {
            if let warning = decided.warning { warnings.append(warning) }
        }
        let input = ModelInput(&reading, schema, file: options.file)
        for problem in reading.problems { reader.report(problem) }
        let members = input.members
        let count = OutputCount(members, schema, description)
        if count.count > rules.maxImages, let member = count.member {
            var problem = ImageCount.tooMany(count.count, rules.maxImages)
            problem.member = member
            if !reader.problems.contains(where: { $0.member == member }) { reader.report(problem) }
        }
        let text = schema.text.flatMap { text in members.first { $0.name == text.name }?.value.stringValue }
        return Prompt(
            model: description.id,
            text: text ?? "",
            imageSize: nil,
            seed: members.first { $0.name == PromptMember.seed.rawValue }?.value.integerValue,
            imageCount: count.count,
            isCountKnown: count.isKnown,
            optimization: nil,
            labels: options.labels,
            priority: options.priority,
            notBefore: options.notBefore,
            warnings: warnings,
            input: .object(members),
            files: input.files,
            seconds: OutputSeconds.value(members, schema)
        )
    }

    /// Seedream's sequential models want the number of images in the text too.
    ///
    /// Puts the text and the number that have been agreed on into `reader`, and reports why there are none to it.
    private static func countInText(
        _ reader: inout MemberReader,
        _ description: ModelDescription,
        _ schema: ModelSchema,
        _ rules: PromptRules
    ) -> ImageCount? {
        let name = PromptMember.imageCount.rawValue
        guard description.id.rawValue.lowercased().contains("seedream"),
            let counting = schema[name], counting.rule.kind == .integer,
            let text = schema.text?.name, let written = reader.value(text)?.stringValue,
            !written.allSatisfy(\.isWhitespace)
        else { return nil }
        // A broken number has its own problem.
        let option = reader.value(name)
        guard
            option.map({
                counting.rule.problem(of: $0) == nil && $0.integerValue.map(Limits.imageCount.contains) ?? false
            })
                ?? true
        else { return nil }
        do {
            let decided = try ImageCount.decide(
                text: written,
                option: option?.integerValue.map { Int($0) },
                rules: rules
            )
            var members = reader.members
            for index in members.indices where members[index].name == text {
                members[index].value = .string(decided.text)
            }
            if option == nil { members.append(.init(name, .number(String(decided.count)))) }
            reader = MemberReader(members, filledIn: reader.filledIn)
            return decided
        } catch {
            reader.report(error.renamed(PromptMember.text.rawValue, text))
            return nil
        }
    }
}

extension Rejection.Problem {
    /// The same of a text that has another name.
    fileprivate func renamed(_ old: String, _ new: String) -> Self {
        guard self.member == old else { return self }
        var problem = self
        problem.member = new
        if self.message.hasPrefix(old + " ") { problem.message = new + self.message.dropFirst(old.count) }
        return problem
    }
}
