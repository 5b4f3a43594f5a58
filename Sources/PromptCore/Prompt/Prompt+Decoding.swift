extension Prompt {
    /// Reads and checks a prompt file.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - rules: What the configuration says about prompts.
    /// - Returns: The prompt, with every default filled in.
    /// - Throws: Everything that is wrong with it at once.
    package static func decode(_ bytes: [UInt8], rules: PromptRules) throws(Rejection) -> Prompt {
        do {
            return try Self.read(bytes, rules: rules)
        } catch {
            throw error.adding(Suggestion(bytes, error, rules: rules))
        }
    }

    /// The same, without a word about what may have been meant.
    static func read(_ bytes: [UInt8], rules: PromptRules) throws(Rejection) -> Prompt {
        let document: JSONValue
        do { document = try JSONValue.parse(bytes) } catch { throw Rejection(error) }
        if case .array(let elements) = document, elements.count > 1 {
            throw Rejection(
                .init(
                    .notAnObject,
                    "$",
                    message: "a prompt must be a JSON object, but this is a list of \(elements.count)",
                    hint: "put each into a file of its own, as an object with names and values: \(Rejection.example)"
                )
            )
        }
        guard case .object(let members) = document else {
            throw Rejection(
                .init(
                    .notAnObject,
                    "$",
                    message: "a prompt must be a JSON object, but this is \(Rejection.shown(document))",
                    hint: Rejection.form(Rejection.example)
                )
            )
        }
        return try Self.read(members, rules: rules)
    }

    static func read(_ members: [JSONValue.Member], rules: PromptRules) throws(Rejection) -> Prompt {
        var reader = MemberReader(members)
        _ = reader.string(PromptMember.schema.rawValue)
        let options = PromptOptions(from: &reader)
        let model = options.model ?? rules.defaultModel
        if !rules.allows(model) { reader.report(Self.notAllowed(model, rules)) }
        let prompt =
            model == .seedreamSequential
            ? Self.decodeSeedream(&reader, options, rules)
            : Self.passThrough(&reader, model, options, rules)
        if let first = reader.problems.first { throw Rejection(first, Array(reader.problems.dropFirst())) }
        guard let prompt else {
            // Every way to no prompt reports why; this keeps a slip in that from passing as success.
            throw Rejection(.init(.invalidValue, "$", message: "the prompt is not usable", hint: "check its members"))
        }
        return prompt
    }

    private static func notAllowed(_ model: ModelID, _ rules: PromptRules) -> Rejection.Problem {
        .init(
            .modelNotAllowed,
            "promptd.model",
            message: "the model \(model) may not be bought here",
            hint: "use one of \(rules.modelsSummary), or ask whoever runs promptd to add \(model) to its setting models"
        )
    }

    /// A model whose schema is not known: its members go out as they were written.
    private static func passThrough(
        _ reader: inout MemberReader,
        _ model: ModelID,
        _ options: PromptOptions,
        _ rules: PromptRules
    ) -> Prompt? {
        let reserved = [PromptMember.schema.rawValue, PromptMember.daemon.rawValue]
        let input = JSONValue.object(reader.members.filter { !reserved.contains($0.name) })
        let option = input[PromptMember.imageCount.rawValue]?.integerValue
        let count = option.flatMap { Limits.imageCount.contains($0) ? Int($0) : nil } ?? 1
        if count > rules.maxImages { reader.report(ImageCount.tooMany(count, rules.maxImages)) }
        let text = input[PromptMember.text.rawValue]?.stringValue ?? input["prompt"]?.stringValue
        return Prompt(
            model: model,
            text: text ?? "",
            imageSize: nil,
            seed: input[PromptMember.seed.rawValue]?.integerValue,
            imageCount: count,
            isCountKnown: false,
            optimization: nil,
            labels: options.labels,
            priority: options.priority,
            notBefore: options.notBefore,
            warnings: ["promptd does not know the input of \(model); its members are sent unchecked"],
            input: input,
            files: Self.localFiles(input, rules.catalog[model])
        )
    }
}
