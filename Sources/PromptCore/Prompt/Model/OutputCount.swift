/// How many outputs a prompt is billed for, as far as its members and its model's schema tell.
struct OutputCount: Equatable {
    /// 1 if nobody can tell.
    var count: Int
    /// Whether no other number can be billed.
    var isKnown: Bool
    /// The member that says it; `nil` if none does.
    var member: String?

    /// Members that say how many; folded as `Spelling` does.
    static let names: [String] = [
        "sequentialimagegenerationoptions", "numberofimages", "numimages", "n", "numoutputs", "batchsize", "maximages",
        "numberofoutputs", "imagecount", "numsamples", "samplecount", "numvideos", "numberofvideos", "nimages", "count",
        "numimagesperprompt", "imagesperprompt", "batchcount", "outputs", "numresults", "numberofresults", "samples",
    ]
    /// Parts of names that may say how many, and parts that make them something else.
    private static let doubtful: Set<String> = [
        "n", "num", "number", "count", "batch", "samples", "outputs", "images", "videos", "clips", "songs",
        "variations",
        "variants", "quantity", "amount", "copies", "repeat", "repeats", "results", "candidates", "generations",
    ]
    private static let harmless: Set<String> = [
        "steps", "step", "inference", "frames", "frame", "fps", "seed", "tokens", "beams", "channels", "speakers",
        "words",
        "height", "width", "layers", "strength", "size", "bitrate", "rate",
    ]
    /// More is nobody's prompt.
    private static let most = 100_000

    /// `members` is the input as it is sent.
    init(_ members: [JSONValue.Member], _ schema: ModelSchema, _ description: ModelDescription) {
        var product = 1
        var named: String?
        var isKnown = true
        var isCounted = false
        func value(_ member: ModelMember) -> JSONValue? {
            // A default that is not sent is a sample.
            members.first { $0.name == member.name }?.value ?? (member.hasTrueDefault ? member.standard : nil)
        }
        // "disabled": then what it would switch on counts for nothing.
        let isOff = schema.members.contains { Self.isSwitch($0) && Self.isOff(value($0)) }
        for member in schema.members where !member.isStray && member.file == nil {
            if Self.isSwitch(member) {
                isCounted = isCounted || isOff
                isKnown = isKnown && (isOff || schema.members.contains(where: Self.isCounting))
                continue
            }
            if isOff, Self.switched.contains(Spelling.folded(member.name)) { continue }
            // What says how many in parts, or by how many there are of it, says it to the API alone.
            if Self.isList(member), members.contains(where: { $0.name == member.name }) { isKnown = false }
            let isCounting = Self.isCounting(member)
            guard isCounting || Self.isDoubtful(member) else { continue }
            let number = Self.number(value(member))
            isCounted = isCounted || isCounting
            if isCounting, named == nil { named = member.name }
            guard let number else {
                isKnown = false
                continue
            }
            // Two that say more than one may be factors, or limits of each other; a name that nobody knows, anything.
            if number > 1, product > 1 || !isCounting { isKnown = false }
            product = max(product, number)
            if isCounting, number > 1 { named = member.name }
        }
        self.init(
            count: product,
            isKnown: isKnown && (isCounted || Self.isOfOne(description)),
            member: named
        )
    }

    private init(count: Int, isKnown: Bool, member: String?) {
        self.count = count
        self.isKnown = isKnown
        self.member = member
    }

    /// Whether a prompt that counts nothing is one output.
    private static func isOfOne(_ description: ModelDescription) -> Bool {
        guard let price = description.price, price.isPerOutput || price.isPerSecond else { return false }
        let words = Set(description.id.rawValue.lowercased().split { !$0.isLetter }.map(String.init))
        return description.kind.lowercased() != "workflow"
            && words.isDisjoint(with: ["sequential", "sequence", "group", "batch", "multi"])
    }

    private static func isCounting(_ member: ModelMember) -> Bool {
        member.file == nil && self.names.contains(Spelling.folded(member.name))
            && !member.rule.kinds.contains(.object) && !member.rule.kinds.contains(.list)
    }

    /// Whether it may make several outputs of one prompt, and is no number.
    private static func isList(_ member: ModelMember) -> Bool {
        guard member.rule.kinds.contains(.object) || member.rule.kinds.contains(.list) else { return false }
        let name = Spelling.folded(member.name)
        return self.names.contains(name) || ["seeds", "prompts", "texts", "generationconfig"].contains(name)
    }

    /// What a switch for sequences turns on.
    private static let switched: Set<String> = ["sequentialimagegenerationoptions", "maximages"]

    private static func isDoubtful(_ member: ModelMember) -> Bool {
        guard !member.rule.kinds.isEmpty, member.rule.kinds.contains(.integer) || member.rule.kinds.contains(.number)
        else { return false }
        let words = Set(member.name.lowercased().split { !$0.isLetter }.map(String.init))
        return !words.isDisjoint(with: self.doubtful) && words.isDisjoint(with: self.harmless)
    }

    /// Whether it turns sequences of pictures on.
    private static func isSwitch(_ member: ModelMember) -> Bool {
        Spelling.folded(member.name).hasSuffix("sequentialimagegeneration")
    }

    private static func isOff(_ value: JSONValue?) -> Bool {
        value == .bool(false) || ["disabled", "off", "none"].contains(value?.stringValue?.lowercased() ?? "")
    }

    private static func number(_ value: JSONValue?) -> Int? {
        let text: String? =
            switch value {
            case .number(let literal): literal
            case .string(let text): text
            default: nil
            }
        guard let number = text.flatMap({ Double($0) }).flatMap({ Int(exactly: $0) }), 1...Self.most ~= number else {
            return nil
        }
        return number
    }
}
