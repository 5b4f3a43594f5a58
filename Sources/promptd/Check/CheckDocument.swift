import PromptCore

/// What was found, as a document for programs; `examples/check.schema.json` is its schema.
enum CheckDocument {
    static func json(_ files: [(file: CheckedFile, sum: CheckSum)], _ sum: CheckSum) -> JSONValue {
        let all = files.map(\.file)
        return .object(
            [.init("schema_version", .integer(1))]
                + Self.counts(all.reduce(0) { $0 + $1.count }, all.reduce(0) { $0 + $1.wrong }, sum)
                + [.init("files", .array(files.map { Self.json($0.file, $0.sum) }))]
        )
    }

    private static func counts(_ prompts: Int, _ wrong: Int, _ sum: CheckSum) -> [JSONValue.Member] {
        [
            .init("prompts", .integer(prompts)), .init("wrong", .integer(wrong)),
            .init("steps", .integer(sum.steps)), .init("outputs", .integer(sum.outputs)),
            .init("cost_usd", .amount(sum.wholeCost)),
            .init("cost_unknown", .text(sum.unpriced.count > 0 ? sum.unpriced.why : nil)),
        ]
    }

    private static func json(_ file: CheckedFile, _ sum: CheckSum) -> JSONValue {
        var problems = file.problems.map { Self.json($0, .init()) }
        for prompt in file.prompts { problems += prompt.problems.map { Self.json($0, prompt.place) } }
        let suggestion = file.isOfMany ? nil : file.prompts.first?.suggestion
        return .object(
            [.init("file", .string(file.name)), .init("format", .string(file.format?.rawValue ?? "json"))]
                + Self.counts(file.count, file.wrong, sum)
                + [
                    .init("problems", .array(problems)), .init("suggestion", .text(suggestion)),
                    .init("notes", .array(file.notes.map { .string($0) })),
                    .init("requests", .array(file.prompts.compactMap { Self.request($0, sum) })),
                ]
        )
    }

    private static func json(_ problem: CheckedProblem, _ place: CheckedPrompt.Place) -> JSONValue {
        .object(Self.members(place) + problem.json)
    }

    /// What would be sent of a prompt; `nil` for one that is wrong.
    private static func request(_ checked: CheckedPrompt, _ sum: CheckSum) -> JSONValue? {
        guard checked.isGood, let prompt = checked.prompt else { return nil }
        return .object(
            Self.members(checked.place) + [
                .init("model", .string(prompt.model.rawValue)), .init("outputs", .integer(prompt.imageCount)),
                .init("seconds", prompt.seconds.map { .seconds($0) } ?? .null),
                .init("cost_usd", .amount(sum.cost(prompt))),
                .init("steps", .array(prompt.steps.map { Self.step($0, sum) })),
                .init("notes", .array(checked.notes.map { .string($0) })), .init("input", prompt.input),
            ]
        )
    }

    /// One of the steps that a result goes on to.
    private static func step(_ step: Prompt, _ sum: CheckSum) -> JSONValue {
        .object([
            .init("model", .string(step.model.rawValue)), .init("outputs", .integer(step.imageCount)),
            .init("seconds", step.seconds.map { .seconds($0) } ?? .null), .init("cost_usd", .amount(sum.cost(step))),
        ])
    }

    private static func members(_ place: CheckedPrompt.Place) -> [JSONValue.Member] {
        func number(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
        return [
            .init("name", .text(place.name)), .init("row", number(place.row)), .init("line", number(place.line)),
            .init("prompt", number(place.number)),
            .init("label", .text(place.label.isEmpty ? nil : place.label)),
        ]
    }
}
