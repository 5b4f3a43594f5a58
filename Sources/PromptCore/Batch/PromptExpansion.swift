/// One prompt that stands for many: `takes`, `seeds` and lists (`each`) in its `promptd` object, made into prompts of
/// their own once and for all.
///
/// `{{color}}` in any text of the prompt is replaced by each value of the list `color`; a text that is nothing else becomes
/// the value itself, so that numbers stay numbers.
package struct PromptExpansion: Equatable, Sendable {
    /// One of the many.
    package struct Variant: Equatable, Sendable {
        /// The members of its own prompt, without those that made it many.
        package var members: [JSONValue.Member]
        /// What it differs by, for people and for its name, such as `red-seed7`; empty for a take.
        package var label: String
    }

    /// The members of the `promptd` object that make one prompt many.
    package enum Member: String, CaseIterable, Sendable {
        /// So many times the same.
        case takes
        /// Once with each of these seeds.
        case seeds
        /// An object of lists: once for each way to take one value of each.
        case each
    }

    /// In the order they are made: the values of the last list and the seeds change fastest.
    package let variants: [Variant]

    /// Whether the prompt asks for more than itself.
    package static func isAsked(of members: [JSONValue.Member]) -> Bool {
        guard case .object(let options) = Self.options(members) else { return false }
        return options.contains { Member(rawValue: $0.name) != nil }
    }

    /// How many prompts that may come to; more than `limit` is refused before one is made.
    ///
    /// - Throws: everything that is wrong with the three members at once.
    package init(_ members: [JSONValue.Member], limit: Int) throws(Rejection) {
        guard case .object(let options) = Self.options(members) else {
            self.variants = [Variant(members: members, label: "")]
            return
        }
        var reader = MemberReader(options, prefix: PromptMember.daemon.rawValue + ".")
        let lists = Self.lists(from: &reader)
        let series = Self.series(members, from: &reader)
        let plain = Self.plain(members, options)
        if !lists.isEmpty { Self.checkUse(of: lists, in: plain, &reader) }
        var count = series.count
        for list in lists {
            let (product, isTooMany) = count.multipliedReportingOverflow(by: list.values.count)
            count = isTooMany ? .max : product
        }
        if count > limit {
            let number = count == .max ? "more prompts than can be counted" : "\(count) prompts"
            reader.report(
                .init(
                    .outOfRange,
                    PromptMember.daemon.rawValue,
                    message: "this one file asks for \(number); \(limit) is the limit",
                    hint: "ask for fewer, or ask whoever runs promptd to raise its setting max-batch"
                )
            )
        }
        if let first = reader.problems.first { throw Rejection(first, Array(reader.problems.dropFirst())) }
        self.variants = Self.combinations(lists).flatMap { values in
            let filled = plain.map { JSONValue.Member($0.name, $0.value.filled(with: values)) }
            return series.map { $0.applied(to: filled, values.map { Self.word($0.value) }) }
        }
    }

    private static func options(_ members: [JSONValue.Member]) -> JSONValue? {
        members.first { $0.name == PromptMember.daemon.rawValue }?.value
    }

    /// The prompt without what makes it many, and without an id, which is the whole file's.
    private static func plain(_ members: [JSONValue.Member], _ options: [JSONValue.Member]) -> [JSONValue.Member] {
        let kept = options.filter {
            Member(rawValue: $0.name) == nil && $0.name != PromptOptionMember.id.rawValue
        }
        return members.compactMap { member in
            guard member.name == PromptMember.daemon.rawValue else { return member }
            return kept.isEmpty ? nil : JSONValue.Member(member.name, .object(kept))
        }
    }

    /// Every way to take one value of each list.
    private static func combinations(_ lists: [ExpansionList]) -> [[ExpansionList.Choice]] {
        lists.reduce([[]]) { chosen, list in
            chosen.flatMap { before in list.values.map { before + [.init(name: list.name, value: $0)] } }
        }
    }

    /// A value as a word of a name.
    private static func word(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .number(let literal): literal
        case .bool(let truth): "\(truth)"
        case .null, .array, .object: ""
        }
    }
}
