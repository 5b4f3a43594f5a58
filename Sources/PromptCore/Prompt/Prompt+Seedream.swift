extension Prompt {
    /// The model whose input promptd knows: everything is checked, and every field is sent.
    static func decodeSeedream(_ outer: inout MemberReader, _ options: PromptOptions, _ rules: PromptRules) -> Prompt? {
        if ComfyWorkflow(outer.members) != nil {
            outer.report(ComfyWorkflow.problem)
            return nil
        }
        let body = ForeignBody(outer.members, filledIn: outer.filledIn, rules: rules)
        for problem in body.problems { outer.report(problem) }
        var reader = MemberReader(body.members)
        let prompt = Self.decode(&reader, options, rules, hasUnusableText: body.hasUnusableText)
        for problem in reader.problems { outer.report(problem) }
        return prompt
    }

    /// `hasUnusableText`: the text stands under another name, which has been told.
    private static func decode(
        _ reader: inout MemberReader,
        _ options: PromptOptions,
        _ rules: PromptRules,
        hasUnusableText: Bool
    ) -> Prompt? {
        let seed = reader.integer(PromptMember.seed.rawValue)
        let size = Self.imageSize(from: &reader)
        let optimization = Self.optimization(from: &reader)
        let name = PromptMember.imageCount.rawValue
        let option = reader.integer(name, in: Limits.imageCount, Self.countHint(reader.value(name))).map { Int($0) }
        guard !hasUnusableText, let written = Self.writtenText(from: &reader) else { return nil }
        // With a broken option there is nothing to agree on; its own problem says enough.
        guard option != nil || reader.value(name) == nil else {
            Self.checkLength(of: written, written: written, &reader)
            return nil
        }
        let decided: ImageCount
        do {
            decided = try ImageCount.decide(text: written, option: option, rules: rules)
        } catch {
            reader.report(error)
            Self.checkLength(of: written, written: written, &reader)
            return nil
        }
        Self.checkLength(of: decided.text, written: written, &reader)
        return Prompt(
            model: .seedreamSequential,
            text: decided.text,
            imageSize: size,
            seed: seed,
            imageCount: decided.count,
            isCountKnown: true,
            optimization: optimization,
            labels: options.labels,
            priority: options.priority,
            notBefore: options.notBefore,
            warnings: decided.warning.map { [$0] } ?? [],
            input: Self.input(decided, size, seed, optimization),
            files: []
        )
    }

    private static func input(_ image: ImageCount, _ size: ImageSize, _ seed: Int64?, _ optimization: Optimization)
        -> JSONValue
    {
        var members: [JSONValue.Member] = [
            .init(PromptMember.text.rawValue, .string(image.text)),
            .init(PromptMember.imageSize.rawValue, .string(size.rawValue)),
        ]
        if let seed { members.append(.init(PromptMember.seed.rawValue, .number(String(seed)))) }
        members.append(.init(PromptMember.imageCount.rawValue, .number(String(image.count))))
        members.append(.init(PromptMember.optimization.rawValue, .string(optimization.rawValue)))
        return .object(members)
    }

    private static func writtenText(from reader: inout MemberReader) -> String? {
        let name = PromptMember.text.rawValue
        let hint = "say what to draw: \"text\": \"a sunset at sea\""
        guard let value = reader.value(name) else {
            reader.report(.missingMember, name, "is missing", hint)
            return nil
        }
        // To leave it out would be the next error.
        guard value != .null else {
            reader.report(.wrongType, name, "must be a text, but is null", hint)
            return nil
        }
        guard let text = reader.string(name, Self.textHint(value)) else { return nil }
        guard !text.allSatisfy(\.isWhitespace) else {
            reader.report(.invalidValue, name, "is empty", "say what to draw, in 1 to 600 characters")
            return nil
        }
        return text
    }

    /// What to write in place of a list or an object; `nil` for what only has to be put in quotes.
    private static func textHint(_ value: JSONValue) -> String? {
        switch value {
        case .array, .object: break
        default: return nil
        }
        if let count = SeveralPrompts.count(in: value) { return SeveralPrompts.hint(count) }
        let hint = "write one text in double quotes in its place"
        guard let words = ForeignText.only(in: value), words.unicodeScalars.count <= Limits.textLength.upperBound else {
            return hint
        }
        let text = String(decoding: JSONValue.string(words).line(), as: UTF8.self)
        return "\(hint): \"\(PromptMember.text.rawValue)\": \(text)"
    }

    /// The limit holds for what is sent, which may be longer than what was written.
    private static func checkLength(of sent: String, written: String, _ reader: inout MemberReader) {
        let most = Limits.textLength.upperBound
        let length = sent.unicodeScalars.count
        guard length > most else { return }
        let added = length - written.unicodeScalars.count
        reader.report(
            .textTooLong,
            PromptMember.text.rawValue,
            added == 0
                ? "has \(length) characters; the API takes at most \(most)"
                : "has \(length) characters with the \(added) that name the number of images; the API takes at most \(most)",
            added == 0
                ? "shorten it by \(length - most)"
                : "shorten it by \(length - most), or name the number yourself at its beginning"
        )
    }

    /// What to write in place of an object of another API's that says the number: `{"max_images": 4}`.
    private static func countHint(_ value: JSONValue?) -> String? {
        guard case .object(let members) = value else { return nil }
        let numbers = members.compactMap { WholeNumber.meant(by: $0.value) }.filter { Limits.imageCount.contains($0) }
        guard numbers.count == 1 else { return nil }
        let limits = "\(Limits.imageCount.lowerBound) to \(Limits.imageCount.upperBound)"
        return "write the number itself: \"\(PromptMember.imageCount.rawValue)\": \(numbers[0]) (from \(limits))"
    }

    private static func imageSize(from reader: inout MemberReader) -> ImageSize {
        let name = PromptMember.imageSize.rawValue
        guard let value = reader.value(name) else { return Defaults.imageSize }
        let all = ImageSize.allCases.map { "\"\($0.ratio)\"" }.joined(separator: ", ")
        // 2560x1440, 16/9, {"width": 1024, …}: what was meant is plain, though the model may not have just that.
        let meant = ImageSize(meantBy: value).map { "write \"\($0.ratio)\"; or " } ?? ""
        let hint = meant + "use one of \(all), in double quotes"
        guard let text = reader.string(name, hint) else { return Defaults.imageSize }
        if let size = ImageSize(accepting: text) { return size }
        reader.report(
            .invalidValue,
            name,
            "is \(Rejection.shown(.string(text))), which is not a size the model has",
            hint
        )
        return Defaults.imageSize
    }

    private static func optimization(from reader: inout MemberReader) -> Optimization {
        let name = PromptMember.optimization.rawValue
        let all = Optimization.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
        // Another form of this API has an object: {"mode": "standard"}.
        let meant = reader.value(name)?["mode"]?.stringValue.flatMap { Optimization(rawValue: $0) }
        let hint = meant.map { "write \"\(name)\": \"\($0.rawValue)\"" } ?? "use \(all), in double quotes"
        guard let text = reader.string(name, hint) else { return Defaults.optimization }
        if let choice = Optimization(rawValue: text) { return choice }
        reader.report(.invalidValue, name, "is \(Rejection.shown(.string(text)))", hint)
        return Defaults.optimization
    }
}
