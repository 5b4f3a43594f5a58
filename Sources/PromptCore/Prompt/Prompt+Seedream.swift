extension Prompt {
    /// The model whose input promptd knows: everything is checked, and every field is sent.
    static func decodeSeedream(_ reader: inout MemberReader, _ options: PromptOptions, _ rules: PromptRules) -> Prompt?
    {
        reader.reportUnknown(known: PromptMember.allCases.map(\.rawValue), aliases: PromptMember.aliases)
        let seed = reader.integer(PromptMember.seed.rawValue)
        let size = Self.imageSize(from: &reader)
        let optimization = Self.optimization(from: &reader)
        let name = PromptMember.imageCount.rawValue
        let option = reader.integer(name, in: Limits.imageCount).map { Int($0) }
        guard let written = Self.writtenText(from: &reader) else { return nil }
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
            input: Self.input(decided, size, seed, optimization)
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
        guard reader.value(name) != nil else {
            // Somebody who wrote "prompt" is told about that one; a second complaint would only confuse.
            let isMisspelt = reader.problems.contains { $0.code == .unknownMember && $0.hint == "did you mean text?" }
            if !isMisspelt {
                reader.report(.missingMember, name, "is missing", "say what to draw: \"text\": \"a sunset at sea\"")
            }
            return nil
        }
        guard let text = reader.string(name) else { return nil }
        guard !text.allSatisfy(\.isWhitespace) else {
            reader.report(.invalidValue, name, "is empty", "say what to draw, in 1 to 600 characters")
            return nil
        }
        return text
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

    private static func imageSize(from reader: inout MemberReader) -> ImageSize {
        let name = PromptMember.imageSize.rawValue
        guard let text = reader.string(name) else { return Defaults.imageSize }
        if let size = ImageSize(accepting: text) { return size }
        let all = ImageSize.allCases.map(\.ratio).joined(separator: ", ")
        // 2560x1440, 16/9, "16 : 9": right, but not as the API spells it.
        let tidied = String(text.lowercased().map { "x×*/,".contains($0) ? ":" : $0 }.filter { !$0.isWhitespace })
        reader.report(
            .invalidValue,
            name,
            "is \(Rejection.shown(.string(text))), which is not a size the model has",
            ImageSize(accepting: tidied).map { "write \"\($0.ratio)\"" } ?? "use one of \(all)"
        )
        return Defaults.imageSize
    }

    private static func optimization(from reader: inout MemberReader) -> Optimization {
        let name = PromptMember.optimization.rawValue
        guard let text = reader.string(name) else { return Defaults.optimization }
        if let choice = Optimization(rawValue: text) { return choice }
        let all = Optimization.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
        reader.report(.invalidValue, name, "is \(Rejection.shown(.string(text)))", "use \(all)")
        return Defaults.optimization
    }
}
