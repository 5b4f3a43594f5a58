import Testing

@testable import PromptCore

/// The API bills by the option and draws by the text, so the two must say the same.
@Suite struct ImageCountTests {
    typealias Case = (
        text: String, option: Int?, mode: PromptRules.CountInText, count: Int, sent: String, warns: Bool
    )

    @Test(
        arguments: [
            ("a cat", nil, .prefix, 3, "Generate 3 images. a cat", false),
            ("a cat", nil, .asIs, 3, "a cat", false),
            ("a cat", 5, .prefix, 5, "Generate 5 images. a cat", false),
            ("a cat", 5, .asIs, 5, "a cat", false),
            ("a cat", 1, .prefix, 1, "a cat", false),
            ("a cat", 1, .refuse, 1, "a cat", false),
            ("5 images of a cat", nil, .prefix, 5, "5 images of a cat", false),
            ("5 images of a cat", nil, .refuse, 5, "5 images of a cat", false),
            ("5 images of a cat", 5, .refuse, 5, "5 images of a cat", false),
            ("5 images of a cat", 4, .prefix, 4, "5 images of a cat", true),
            ("5 images of a cat", 4, .asIs, 4, "5 images of a cat", true),
            ("Generate 20 images", 15, .prefix, 15, "Generate 20 images", true),
            ("two pictures on a wall", 4, .prefix, 4, "Generate 4 images. two pictures on a wall", false),
        ] as [Case]
    )
    func agrees(on it: Case) throws {
        let decided = try ImageCount.decide(text: it.text, option: it.option, rules: PromptRules(countInText: it.mode))
        #expect(decided.count == it.count)
        #expect(decided.text == it.sent)
        #expect((decided.warning != nil) == it.warns)
    }

    typealias Refused = (text: String, option: Int?, mode: PromptRules.CountInText, most: Int, code: Rejection.Code)

    @Test(
        arguments: [
            ("a cat", 5, .refuse, 15, .countMissing), ("a cat", nil, .refuse, 15, .countMissing),
            ("5 images of a cat", 4, .refuse, 15, .countConflict),
            ("Generate 16 images", nil, .prefix, 15, .outOfRange),
            ("Generate 0 images", nil, .prefix, 15, .outOfRange), ("a cat", 5, .prefix, 4, .tooManyImages),
            ("5 images of a cat", nil, .prefix, 4, .tooManyImages),
        ] as [Refused]
    )
    func refuses(it: Refused) {
        let rules = PromptRules(countInText: it.mode, maxImages: it.most)
        let problem = #expect(throws: Rejection.Problem.self) {
            try ImageCount.decide(text: it.text, option: it.option, rules: rules)
        }
        #expect(problem?.code == it.code)
    }

    /// Otherwise a small limit would refuse every prompt that names no count.
    @Test func theDefaultKeepsTheLimit() throws {
        #expect(try ImageCount.decide(text: "a cat", option: nil, rules: PromptRules(maxImages: 2)).count == 2)
    }

    /// A prefix that is not itself an instruction would be put in front again on the way back from the outbox.
    @Test(arguments: 2...15)
    func thePrefixIsAnInstruction(count: Int) {
        #expect(CountInstruction.opening(ImageCount.sentence(count) + "a cat")?.count == count)
    }
}
