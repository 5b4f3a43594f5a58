/// The members of a prompt that is suggested: what somebody has written, with right names and right values, and without
/// what cannot be used.
struct SuggestedMembers {
    /// `nil` if nothing says what to draw.
    private let text: String?
    /// How many images, if it is said and possible.
    let count: Int?
    private let others: [JSONValue.Member]

    init(_ written: [JSONValue.Member], rules: PromptRules) {
        let said = written.filter { $0.value != .null }
        let workflow = ComfyWorkflow(said)
        let body = ForeignBody(workflow?.members ?? SeveralPrompts.first(of: said), rules: rules)
        func value(_ member: PromptMember) -> JSONValue? { body.members.first { $0.name == member.rawValue }?.value }
        let text = value(.text).flatMap(ForeignText.only(in:))
        let most = min(Prompt.Limits.imageCount.upperBound, Int64(rules.maxImages))
        // As near to what is asked for as can be had.
        let wanted = value(.imageCount).flatMap(Self.number) ?? body.impossibleCount
        let count = wanted.map { Int(max(1, min($0, most))) }
        var others: [JSONValue.Member] = []
        func add(_ member: PromptMember, _ value: JSONValue?) {
            if let value { others.append(.init(member.rawValue, value)) }
        }
        add(.imageSize, value(.imageSize).flatMap(Self.size))
        add(.seed, value(.seed).flatMap(Self.number).map { .number(String($0)) })
        add(.imageCount, count.map { .number(String($0)) })
        add(.optimization, value(.optimization).flatMap(Self.optimization))
        // A time that is not understood must not become "at once".
        let options = Self.options(value(.daemon), body.options, rules: rules)
        add(.daemon, options.flatMap { $0.isEmpty ? nil : .object($0) })
        self.text = options == nil ? nil : text
        self.count = count
        self.others = others
    }

    /// All members, with `prefix` in front of the text; `nil` if nothing says what to draw.
    func members(prefix: String) -> [JSONValue.Member]? {
        guard let text, !text.allSatisfy(\.isWhitespace) else { return nil }
        return [.init(PromptMember.text.rawValue, .string(prefix + text))] + self.others
    }

    private static func size(_ value: JSONValue) -> JSONValue? {
        if let text = value.stringValue, ImageSize(accepting: text) != nil { return value }
        return ImageSize(meantBy: value).map { .string($0.ratio) }
    }

    /// A whole number, in whatever form, or the only one in an object.
    private static func number(_ value: JSONValue) -> Int64? {
        if case .object(let members) = value {
            let numbers = members.compactMap { WholeNumber.meant(by: $0.value) }
            return numbers.count == 1 ? numbers[0] : nil
        }
        return WholeNumber.meant(by: value)
    }

    private static func optimization(_ value: JSONValue) -> JSONValue? {
        let word = value.stringValue ?? value["mode"]?.stringValue
        return word.flatMap { Prompt.Optimization(rawValue: $0.lowercased()) }.map { .string($0.rawValue) }
    }

    /// What goes into the object `promptd`: its own members under their right names, and what stood beside it.
    ///
    /// - Returns: `nil` if it says something about when or with what that cannot be kept.
    private static func options(
        _ value: JSONValue?,
        _ moved: [JSONValue.Member],
        rules: PromptRules
    ) -> [JSONValue.Member]? {
        var written: [JSONValue.Member] = []
        switch value {
        case .object(let members): written = members
        case nil, .null: break
        default: return nil
        }
        var kept: [JSONValue.Member] = []
        for member in written + moved {
            guard let name = PromptOptionMember.meaning(of: member.name),
                !kept.contains(where: { $0.name == name })
            else { continue }
            let isID = name == PromptOptionMember.id.rawValue
            let meant = isID ? PromptID.meant(by: member.value).map { .string($0.rawValue) } : member.value
            guard let meant else { continue }
            let candidate = JSONValue.Member(name, meant)
            if Self.isUsable(candidate, rules) {
                kept.append(candidate)
            } else if name == PromptOptionMember.notBefore.rawValue {
                return nil
            }
        }
        return kept
    }

    private static func isUsable(_ member: JSONValue.Member, _ rules: PromptRules) -> Bool {
        var reader = MemberReader([.init(PromptMember.daemon.rawValue, .object([member]))])
        let options = PromptOptions(from: &reader)
        return reader.problems.isEmpty && options.model.map(rules.allows) ?? true
    }
}
