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
    /// - Returns: The count, the text to send and a warning if they contradict each other.
    /// - Throws: The problem, if there is no way to agree.
    static func decide(text: String, option: Int?, rules: PromptRules) throws(Problem) -> ImageCount {
        let named = CountInstruction.opening(text)?.count
        let decided: ImageCount
        if let option {
            decided = try Self.decide(text: text, option: option, named: named, rules: rules)
        } else if let named {
            guard Prompt.Limits.imageCount.contains(Int64(named)) else { throw Self.impossible(named) }
            decided = ImageCount(count: named, text: text)
        } else {
            let count = min(Prompt.Defaults.imageCount, max(1, rules.maxImages))
            decided = try Self.decide(text: text, option: count, named: nil, rules: rules)
        }
        guard decided.count <= rules.maxImages else { throw Self.tooMany(decided.count, rules.maxImages) }
        return decided
    }

    /// What is put in front of a text that names no count.
    static func sentence(_ count: Int) -> String { "Generate \(count) images. " }

    private static func decide(text: String, option: Int, named: Int?, rules: PromptRules) throws(Problem) -> ImageCount
    {
        guard let named else {
            guard option > 1 else { return ImageCount(count: option, text: text) }
            switch rules.countInText {
            case .prefix: return ImageCount(count: option, text: Self.sentence(option) + text)
            case .asIs: return ImageCount(count: option, text: text)
            case .refuse: throw Self.missing(option)
            }
        }
        guard named != option else { return ImageCount(count: option, text: text) }
        if rules.countInText == .refuse { throw Self.conflict(named, option) }
        let warning = "the text asks for \(named) images, but \(Self.name) is \(option); \(option) are billed"
        return ImageCount(count: option, text: text, warning: warning)
    }

    private static let name = PromptMember.imageCount.rawValue

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

    private static func conflict(_ named: Int, _ option: Int) -> Problem {
        Problem(
            .countConflict,
            Self.name,
            message: "the text asks for \(named) images, but \(Self.name) is \(option)",
            hint: "make the two numbers the same, or leave \(Self.name) out"
        )
    }

    static func tooMany(_ count: Int, _ most: Int) -> Problem {
        Problem(
            .tooManyImages,
            Self.name,
            message: "\(count) images are asked for, but this promptd makes at most \(most) per prompt",
            hint: "ask for at most \(most), or have the limit in promptd's configuration raised"
        )
    }
}
