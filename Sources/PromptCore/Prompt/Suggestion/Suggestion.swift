/// The whole prompt that somebody probably meant who has written something else: the body of another API, text that is not
/// quite JSON, or plain words.
///
/// Only for people to read: what is sent is what was written, and nothing is ever bought on a guess. What is suggested is
/// a prompt that is accepted, so that one correction is enough.
struct Suggestion {
    /// The prompt as JSON in one line; `nil` if nobody can tell what was meant.
    private(set) var text: String?
    /// Whether the file holds words, and nothing of JSON.
    private(set) var isOfPlainWords = false
    /// Whether the file's encoding is what it has to be.
    private(set) var isUTF8 = true
    /// What the file is, if it is known for one of another kind.
    private(set) var signature: FileSignature?
    /// What would be wrong next, if only the form were mended; empty if there is a text.
    private(set) var remaining: [Rejection.Problem] = []

    /// More is nobody's slip, and what would be suggested is more than a person reads.
    private static let mostBytes = 64 << 10
    private static let mostInText = 4000

    /// `rejection` says why `bytes` are no prompt.
    init(_ bytes: [UInt8], _ rejection: Rejection, rules: PromptRules) {
        self.signature = rejection.isOfForm ? FileSignature(bytes) : nil
        guard self.signature == nil else { return }
        // What other models take is not known.
        guard bytes.count <= Self.mostBytes, rules.defaultModel == .seedreamSequential,
            let written = WrittenText(bytes), let members = self.members(written.text)
        else { return }
        self.isUTF8 = written.isUTF8
        let meant = Self.isForOther(members) ? nil : SuggestedMembers(members, rules: rules)
        let count = ImageCount.sentence(meant?.count ?? min(Prompt.Defaults.imageCount, max(1, rules.maxImages)))
        for prefix in ["", count] {
            guard let found = meant?.members(prefix: prefix) else { break }
            let line = JSONValue.object(found).line()
            do {
                _ = try Prompt.read(line, rules: rules)
                // Nobody copies more than that from a message.
                if line.count <= Self.mostInText { self.text = String(decoding: line, as: UTF8.self) }
                return
            } catch {
                // Another number in front would only contradict the text.
                let mayHelp = error.problems.allSatisfy { [.countMissing, .countUnclear].contains($0.code) }
                guard mayHelp else { break }
            }
        }
        guard rejection.isOfForm else { return }
        do {
            _ = try Prompt.read(members, rules: rules)
        } catch {
            self.remaining = error.problems
        }
    }

    /// The members of the object that somebody has written, or has meant.
    private mutating func members(_ written: String, depth: Int = 0) -> [JSONValue.Member]? {
        switch Self.document(written) {
        case .object(let members): return members
        // JSON that was made a text of, once more.
        case .string(let inner) where depth == 0: return self.members(inner, depth: 1)
        case .array(let elements) where elements.count == 1 || SeveralPrompts.count(in: .array(elements)) != nil:
            switch elements[0] {
            case .object(let members): return members
            case .string(let words): return [.init(PromptMember.text.rawValue, .string(words))]
            default: return nil
            }
        case .null, .bool, .number, .array: return nil
        case .string, nil: break
        }
        if let members = LooseJSON.object(in: written), members.contains(where: Self.isKnown) { return members }
        let words = PlainWords.members(written)
        self.isOfPlainWords = words != nil
        return words
    }

    /// Whether they are for a model that has members of its own.
    private static func isForOther(_ members: [JSONValue.Member]) -> Bool {
        let daemon = members.first { $0.name == PromptMember.daemon.rawValue }?.value
        guard let model = daemon?[PromptOptionMember.model.rawValue]?.stringValue else { return false }
        return model != ModelID.seedreamSequential.rawValue
    }

    private static func document(_ written: String) -> JSONValue? {
        do {
            return try JSONValue.parse(Array(written.utf8))
        } catch {
            return nil
        }
    }

    private static func isKnown(_ member: JSONValue.Member) -> Bool {
        PromptMember.meaning(of: member.name) != nil || ForeignWrapper.members(member, wantsText: true) != nil
    }
}
