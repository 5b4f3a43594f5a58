extension PromptExpansion {
    /// One of the takes, or one of the seeds.
    struct Take: Sendable {
        var seed: JSONValue?

        /// The prompt with the seed, and what it differs by.
        func applied(to members: [JSONValue.Member], _ words: [String]) -> Variant {
            guard let seed, case .number(let literal) = seed else {
                return Variant(members: members, label: words.joined(separator: "-"))
            }
            return Variant(
                members: members + [.init(PromptMember.seed.rawValue, seed)],
                label: (words + ["seed\(literal)"]).joined(separator: "-")
            )
        }
    }

    /// The lists of `each`, in the order of the file.
    static func lists(from reader: inout MemberReader) -> [ExpansionList] {
        let name = Member.each.rawValue
        guard let members = reader.object(name, "write \"each\": {\"color\": [\"red\", \"blue\"]}") else { return [] }
        return members.compactMap { member in
            let path = "\(name).\(SingleLine.excerpt(member.name))"
            guard case .array(let values) = member.value else {
                reader.wrongType(path, "a list", member.value, "write the values in brackets: [\"red\", \"blue\"]")
                return nil
            }
            guard !values.isEmpty else {
                reader.report(.invalidValue, path, "is an empty list", "name at least one value")
                return nil
            }
            let isPlain = values.allSatisfy { value in
                switch value {
                case .string, .number, .bool: true
                case .null, .array, .object: false
                }
            }
            guard isPlain else {
                let hint = "use texts, numbers, true or false"
                reader.report(.wrongType, path, "holds more than texts and numbers", hint)
                return nil
            }
            return ExpansionList(name: member.name, values: values)
        }
    }

    /// The takes or seeds: one without a seed if neither is asked for.
    static func series(_ members: [JSONValue.Member], from reader: inout MemberReader) -> [Take] {
        let (takes, seeds, seed) = (Member.takes.rawValue, Member.seeds.rawValue, PromptMember.seed.rawValue)
        let hasSeed = members.contains { $0.name == seed }
        let count = reader.integer(takes, in: 1...1_000_000) ?? 1
        guard let value = reader.value(seeds) else {
            if count > 1, hasSeed {
                let hint = "use promptd.seeds in their place"
                reader.report(.invalidValue, takes, "and a seed bring the same again", hint)
            }
            return Array(repeating: Take(), count: Int(count))
        }
        guard case .array(let elements) = value, !elements.isEmpty else {
            reader.wrongType(seeds, "a list of whole numbers", value, "write them in brackets: [1, 2, 3]")
            return [Take()]
        }
        if reader.value(takes) != nil {
            reader.report(.invalidValue, takes, "and promptd.seeds exclude each other", "leave one of them out")
        }
        if hasSeed { reader.report(.invalidValue, seeds, "and seed exclude each other", "leave one of them out") }
        var seen: Set<Int64> = []
        for element in elements {
            guard let number = element.integerValue else {
                reader.wrongType(seeds, "a list of whole numbers", element, "write them in brackets: [1, 2, 3]")
                return [Take()]
            }
            if !seen.insert(number).inserted {
                reader.report(.invalidValue, seeds, "names \(number) twice", "name each seed once")
            }
        }
        return elements.map { Take(seed: $0) }
    }

    /// A list that no text names would make the same prompt many times, for money; a name without a list is a slip.
    static func checkUse(of lists: [ExpansionList], in members: [JSONValue.Member], _ reader: inout MemberReader) {
        let (used, known) = (members.flatMap(\.value.placeholders), lists.map(\.name))
        for name in known where !used.contains(name) {
            reader.report(
                .invalidValue,
                "\(Member.each.rawValue).\(SingleLine.excerpt(name))",
                "is used nowhere",
                "write \(ExpansionList.placeholder(name)) where its values are to stand, or remove it"
            )
        }
        for name in used where !known.contains(name) {
            let nearest = Spelling.nearest(to: name, among: known)
            let meant = nearest.map { "did you mean \(ExpansionList.placeholder($0))? " }
            reader.report(
                .unknownMember,
                Member.each.rawValue,
                "has no list for \(ExpansionList.placeholder(SingleLine.excerpt(name)))",
                (meant ?? "") + "add the list, or remove the braces"
            )
        }
    }
}
