/// How many images a prompt asks for, and the text that goes with it: the API wants the number in both places and
/// bills by the option.
struct ImageCount: Equatable {
    typealias Problem = Rejection.Problem

    var count: Int
    /// The text as it is sent.
    var text: String
    var warning: String?

    /// Brings the text and the option together.
    ///
    /// - Parameters:
    ///   - text: The text as it was written.
    ///   - option: `sequential_image_generation_options`, if given; within its limits.
    ///   - rules: What the configuration wants.
    /// - Returns: The count, the text to send, and a warning if they contradict each other or may do so.
    /// - Throws: The problem, if there is no way to agree.
    static func decide(text: String, option: Int?, rules: PromptRules) throws(Problem) -> ImageCount {
        let count = option ?? min(Prompt.Defaults.imageCount, max(1, rules.maxImages))
        let decided: ImageCount
        switch CountVerdict.reading(text) {
        case .instruction(let named):
            if option == nil, !Prompt.Limits.imageCount.contains(Int64(named)) { throw Self.impossible(named) }
            decided = try Self.decide(text: text, count: option ?? named, named: named, rules: rules)
        case .unclear(let named, let excerpt):
            decided = try Self.decide(
                text: text,
                option: option,
                count: count,
                named: named,
                excerpt: excerpt,
                rules: rules
            )
        case .none:
            decided = try Self.decide(text: text, count: count, rules: rules)
        }
        guard decided.count <= rules.maxImages else { throw Self.tooMany(decided.count, rules.maxImages) }
        return decided
    }

    /// What is put in front of a text that names no count.
    static func sentence(_ count: Int) -> String { "Generate \(count) images. " }

    /// The text names a number.
    private static func decide(text: String, count: Int, named: Int, rules: PromptRules) throws(Problem) -> ImageCount {
        guard named != count else { return ImageCount(count: count, text: text) }
        if rules.countInText == .refuse { throw Self.conflict(named, count) }
        let warning = "the text asks for \(Self.images(named)), but \(Self.name) is \(count); \(Self.billed(count))"
        return ImageCount(count: count, text: text, warning: warning)
    }

    /// The text may name a number: a sentence in front could contradict it.
    private static func decide(text: String, option: Int?, count: Int, named: Int?, excerpt: String, rules: PromptRules)
        throws(Problem) -> ImageCount
    {
        if option != nil, option == named { return ImageCount(count: count, text: text) }
        if rules.countInText == .refuse { throw Self.unclear(excerpt, named, count) }
        let warning =
            "the text speaks of “\(excerpt)”, which may be the number of images or what they show; it is sent as it is, and "
            + "\(Self.billed(count)): set \(Self.name) to the number you want"
        return ImageCount(count: count, text: text, warning: warning)
    }

    /// The text names none.
    private static func decide(text: String, count: Int, rules: PromptRules) throws(Problem) -> ImageCount {
        guard count > 1 else { return ImageCount(count: count, text: text) }
        switch rules.countInText {
        case .prefix: return ImageCount(count: count, text: Self.sentence(count) + text)
        case .asIs: return ImageCount(count: count, text: text)
        case .refuse: throw Self.missing(count)
        }
    }

    private static let name = PromptMember.imageCount.rawValue

    private static func images(_ count: Int) -> String { count == 1 ? "1 image" : "\(count) images" }

    private static func billed(_ count: Int) -> String { count == 1 ? "1 is billed" : "\(count) are billed" }
}

extension ImageCount {
    private static func impossible(_ named: Int) -> Problem {
        Problem(
            .outOfRange,
            PromptMember.text.rawValue,
            message: "text asks for \(named) images, but one prompt can make 1 to 15",
            hint: "ask for 1 to 15 images, or say in \(Self.name) how many you want"
        )
    }

    private static func missing(_ option: Int) -> Problem {
        Problem(
            .countMissing,
            PromptMember.text.rawValue,
            message: "text does not say how many images to make, but \(option) would be billed",
            hint: "begin the text with \"\(Self.sentence(option).dropLast())\", or set \(Self.name) to 1"
        )
    }

    /// The hint leads to a prompt that works: with a number that the API takes, by the option; else by other words.
    private static func unclear(_ excerpt: String, _ named: Int?, _ count: Int) -> Problem {
        let other = "begin the text with \"\(Self.sentence(count).dropLast())\""
        let isPossible = named.map { Prompt.Limits.imageCount.contains(Int64($0)) } ?? false
        let hint =
            if let named, isPossible {
                "set \(Self.name) to \(named) if that many images are wanted, or \(other) if “\(excerpt)” is what they show"
            } else {
                "\(other), or with another number, and leave “\(excerpt)” out unless it is what they show"
            }
        return Problem(
            .countUnclear,
            PromptMember.text.rawValue,
            message:
                "text speaks of “\(excerpt)”, which may be the number of images or what they show; \(count) would be billed",
            hint: hint
        )
    }

    private static func conflict(_ named: Int, _ option: Int) -> Problem {
        Problem(
            .countConflict,
            Self.name,
            message: "the text asks for \(Self.images(named)), but \(Self.name) is \(option)",
            hint: "make the two numbers the same, or leave \(Self.name) out"
        )
    }

    static func tooMany(_ count: Int, _ most: Int) -> Problem {
        Problem(
            .tooManyImages,
            Self.name,
            message: "\(count) images are asked for, but this promptd makes at most \(most) per prompt",
            hint: "ask for at most \(most), or ask whoever runs promptd to raise its setting max-images"
        )
    }
}
