extension Prompt {
    /// Reads and checks a prompt file.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - rules: What the configuration says about prompts.
    ///   - defaults: What the prompt's folder says.
    /// - Returns: The prompt, with every default filled in.
    /// - Throws: Everything that is wrong with it at once.
    package static func decode(
        _ bytes: [UInt8],
        rules: PromptRules,
        defaults: FolderDefaults? = nil
    ) throws(Rejection) -> Prompt {
        do {
            return try Self.read(bytes, rules: rules, defaults: defaults)
        } catch {
            // What would work alone may not work with what its folder fills in.
            guard defaults?.isEmpty ?? true else { throw error.blamingAlso(FolderDefaults.fileName) }
            throw error.adding(Suggestion(bytes, error, rules: rules))
        }
    }

    /// The same, without a word about what may have been meant.
    static func read(
        _ bytes: [UInt8],
        rules: PromptRules,
        defaults: FolderDefaults? = nil
    ) throws(Rejection) -> Prompt {
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
        let filled = try defaults?.filling(members, defaultModel: rules.defaultModel)
        guard let filled else { return try Self.read(members, rules: rules) }
        return try Self.read(filled, filledIn: Set(filled.map(\.name)).subtracting(members.map(\.name)), rules: rules)
    }

    static func read(
        _ members: [JSONValue.Member],
        filledIn: Set<String> = [],
        rules: PromptRules
    ) throws(Rejection) -> Prompt {
        var reader = MemberReader(members, filledIn: filledIn)
        _ = reader.string(PromptMember.schema.rawValue)
        let options = PromptOptions(from: &reader, catalog: rules.catalog)
        let model = options.model ?? rules.defaultModel
        if !rules.allows(model) { reader.report(Self.notAllowed(model, rules)) }
        let steps = Self.steps(options.then, &reader, rules)
        var prompt: Prompt?
        if model == .seedreamSequential {
            if options.file != nil { reader.report(Self.takesNoFile(model)) }
            prompt = Self.decodeSeedream(&reader, options, rules)
        } else if let description = rules.catalog[model], let schema = ModelSchema(description) {
            prompt = Self.decode(&reader, description, schema, options, rules)
        } else {
            if options.file != nil { reader.report(Self.takesNoFile(model)) }
            prompt = Self.passThrough(&reader, model, options, rules)
        }
        if let first = reader.problems.first { throw Rejection(first, Array(reader.problems.dropFirst())) }
        prompt?.steps = steps
        guard let prompt else {
            // Every way to no prompt reports why; this keeps a slip in that from passing as success.
            throw Rejection(.init(.invalidValue, "$", message: "the prompt is not usable", hint: "check its members"))
        }
        return prompt
    }

    private static func notAllowed(_ model: ModelID, _ rules: PromptRules) -> Rejection.Problem {
        let meant = rules.catalog.meant(by: model.rawValue)?.id
        let isSlip = meant.map { $0 != model && rules.allows($0) } ?? false
        return .init(
            .modelNotAllowed,
            "promptd.model",
            message: "the model \(model) may not be bought here",
            hint: (isSlip ? meant.map { "did you mean \($0)? Otherwise " } ?? "" : "")
                + "use one of \(rules.modelsSummary), or ask whoever runs promptd to add \(model) to its setting models"
        )
    }

    static func takesNoFile(_ model: ModelID) -> Rejection.Problem {
        .init(
            .invalidValue,
            "promptd.file",
            message: "promptd.file names a file, and \(model) takes none that promptd knows of",
            hint: "remove it, or choose a model that takes exactly one file"
        )
    }

    private static func unknown(_ model: ModelID, _ rules: PromptRules) -> Rejection.Problem {
        let meant = rules.catalog.meant(by: model.rawValue).map {
            $0.id == model ? "" : "did you mean \($0.id)? Otherwise "
        }
        return .init(
            .modelNotAllowed,
            "promptd.model",
            message: "the input of the model \(model) is not known, and promptd does not send what it cannot check",
            hint: (meant ?? "")
                + "look for the model's id with promptd models, or ask whoever runs promptd to set unknown-models to send"
        )
    }

    /// The model that a prompt names, or that of prompts that name none, and those of the steps that its result goes on to;
    /// empty if it cannot be read or the first may not be bought.
    package static func models(
        of bytes: [UInt8],
        rules: PromptRules,
        defaults: FolderDefaults? = nil
    ) -> [ModelID] {
        let members: [JSONValue.Member]
        do {
            guard case .object(let written) = try JSONValue.parse(bytes) else { return [] }
            members = try defaults?.filling(written, defaultModel: rules.defaultModel) ?? written
        } catch {
            return []
        }
        var reader = MemberReader(members)
        let options = PromptOptions(from: &reader)
        let model = options.model ?? rules.defaultModel
        guard rules.allows(model) else { return [] }
        let steps = options.then.compactMap { step -> ModelID? in
            guard let plan = StepPlan(step) else { return nil }
            var reader = MemberReader(plan.members)
            return PromptOptions(from: &reader).model ?? rules.defaultModel
        }
        return [model] + steps.filter { rules.allows($0) }
    }

    /// A model whose schema is not known: its members go out as they were written.
    private static func passThrough(
        _ reader: inout MemberReader,
        _ model: ModelID,
        _ options: PromptOptions,
        _ rules: PromptRules
    ) -> Prompt? {
        if rules.unknownModels == .refuse, rules.allows(model) { reader.report(Self.unknown(model, rules)) }
        let input = JSONValue.object(reader.members.filter { !ModelSchema.reserved.contains($0.name) })
        let option = input[PromptMember.imageCount.rawValue]?.integerValue
        let count = option.flatMap { Limits.imageCount.contains($0) ? Int($0) : nil } ?? 1
        if count > rules.maxImages { reader.report(ImageCount.tooMany(count, rules.maxImages)) }
        let text = input[PromptMember.text.rawValue]?.stringValue ?? input["prompt"]?.stringValue
        let near = rules.catalog.meant(by: model.rawValue)?.id
        let meant = near.map { $0 == model ? "" : "; is \($0) meant?" } ?? ""
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
            warnings: ["promptd does not know the input of \(model); its members are sent unchecked\(meant)"],
            input: input,
            files: []
        )
    }
}
