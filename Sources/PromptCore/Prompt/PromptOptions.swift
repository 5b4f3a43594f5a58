import FoundationEssentials

/// The `promptd` object of a prompt: what is for the daemon and not for the model.
struct PromptOptions {
    var model: ModelID?
    var labels: JSONValue?
    var priority = Prompt.Defaults.priority
    var notBefore: Date?
    var file: String?
    /// What is made of the result.
    var then: [JSONValue] = []
    var step: EarlierStep?

    /// Reads the object if there is one, and reports what is wrong in it to `outer`.
    ///
    /// `catalog` has the models that somebody may mean by something that is no id.
    init(from outer: inout MemberReader, catalog: ModelCatalog = .empty) {
        let name = PromptMember.daemon.rawValue
        guard let members = outer.object(name, "write \"promptd\": {\"priority\": 1}, or leave it out") else { return }
        var reader = MemberReader(members, prefix: name + ".")
        reader.reportUnknown(known: PromptOptionMember.allCases.map(\.rawValue), aliases: PromptOptionMember.aliases)
        self.model = Self.model(from: &reader, catalog)
        Self.checkID(in: &reader)
        self.labels = Self.labels(from: &reader)
        let priority = reader.integer(PromptOptionMember.priority.rawValue, in: Prompt.Limits.priority)
        self.priority = priority.map { Int($0) } ?? Prompt.Defaults.priority
        self.notBefore = Self.notBefore(from: &reader)
        Self.checkTemplate(in: &reader)
        self.file = reader.string(PromptOptionMember.file.rawValue, "write its name in double quotes")
        self.then = Self.steps(from: &reader)
        if let step = reader.value(PromptOptionMember.step.rawValue) {
            self.step = EarlierStep(step)
            if self.step == nil { reader.wrongType("step", "what promptd has written", step, "remove it") }
        }
        for problem in reader.problems { outer.report(problem) }
    }

    private static func model(from reader: inout MemberReader, _ catalog: ModelCatalog) -> ModelID? {
        let name = PromptOptionMember.model.rawValue
        let hint = "use the id from the model's page in double quotes, such as \"\(ModelID.seedreamSequential)\""
        guard let text = reader.string(name, hint) else { return nil }
        if let model = ModelID(text) { return model }
        reader.report(
            .invalidValue,
            name,
            "is \(Rejection.shown(.string(text))), which cannot be a model's id",
            catalog.meant(by: text).map { "did you mean \"\($0.id)\"?" }
                ?? "use the id from the model's page, such as \(ModelID.seedreamSequential)"
        )
        return nil
    }

    /// The id itself is known from the claim on; see ``JobOrigin``.
    private static func checkID(in reader: inout MemberReader) {
        let name = PromptOptionMember.id.rawValue
        let meant = reader.value(name).flatMap(PromptID.meant(by:))?.rawValue ?? "order-4711"
        guard let text = reader.string(name, "write it in double quotes, such as \"\(meant)\""),
            PromptID(rawValue: text) == nil
        else { return }
        reader.report(
            .invalidValue,
            name,
            "is \(Rejection.shown(.string(text))), which cannot be an id",
            "use 1 to \(PromptID.maximumLength) letters (A to Z), digits, dots, underscores and hyphens, such as \"\(meant)\""
        )
    }

    private static func steps(from reader: inout MemberReader) -> [JSONValue] {
        let name = PromptOptionMember.then.rawValue
        guard let value = reader.value(name) else { return [] }
        guard case .array(let steps) = value, !steps.isEmpty else {
            let form = #"write "then": [{"model": "…", "image": "$result[1]"}]"#
            reader.wrongType(name, "a list of steps", value, form)
            return []
        }
        guard steps.count <= StepPlan.most else {
            reader.report(.outOfRange, name, "has \(steps.count) steps", "use at most \(StepPlan.most)")
            return []
        }
        return steps
    }

    /// One that the folder has was filled in before.
    private static func checkTemplate(in reader: inout MemberReader) {
        let name = PromptOptionMember.template.rawValue
        guard let text = reader.string(name, "write its name in double quotes") else { return }
        reader.report(
            .invalidValue,
            name,
            "is \(Rejection.shown(.string(text))), and there are no templates here",
            "write it into \(FolderDefaults.fileName) in the prompt's folder, or remove promptd.template"
        )
    }

    private static func labels(from reader: inout MemberReader) -> JSONValue? {
        let name = PromptOptionMember.labels.rawValue
        guard let members = reader.object(name, "write \"labels\": {\"name\": \"value\"}") else { return nil }
        let labels = JSONValue.object(members)
        let size = labels.serialized().count
        guard size > Prompt.Limits.labelBytes else { return labels }
        let most = Prompt.Limits.labelBytes
        reader.report(.outOfRange, name, "have \(size) bytes", "use at most \(most) bytes")
        return nil
    }

    private static func notBefore(from reader: inout MemberReader) -> Date? {
        let name = PromptOptionMember.notBefore.rawValue
        guard let text = reader.string(name, "write it like \"2026-03-01T08:00:00+01:00\"") else { return nil }
        if let date = NotBefore.date(from: text) { return date }
        let lacksOffset = NotBefore.date(from: text + "Z") != nil
        reader.report(
            .invalidValue,
            name,
            "is \(Rejection.shown(.string(text))), which is not a time with its offset from UTC",
            lacksOffset
                ? "add the offset: Z for UTC, or one like +01:00, at its end"
                : "write it like 2026-03-01T08:00:00+01:00"
        )
        return nil
    }
}
