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
            ("1 image", nil, .prefix, 1, "1 image", false),
            ("one image", 1, .refuse, 1, "one image", false),
            ("5 images of a cat", nil, .prefix, 5, "5 images of a cat", false),
            ("5 images of a cat", nil, .refuse, 5, "5 images of a cat", false),
            ("5 images of a cat", 5, .refuse, 5, "5 images of a cat", false),
            ("5 images of a cat", 4, .prefix, 4, "5 images of a cat", true),
            ("5 images of a cat", 4, .asIs, 4, "5 images of a cat", true),
            ("5 images of a cat", 1, .prefix, 1, "5 images of a cat", true),
            ("Generate 20 images", 15, .prefix, 15, "Generate 20 images", true),
            ("two pictures on a wall", 4, .prefix, 4, "Generate 4 images. two pictures on a wall", false),
            ("Create a series of 4 dragons", nil, .prefix, 3, "Create a series of 4 dragons", true),
            ("Create a series of 4 dragons", nil, .asIs, 3, "Create a series of 4 dragons", true),
            ("Create a series of 4 dragons", 5, .prefix, 5, "Create a series of 4 dragons", true),
            ("Create a series of 4 dragons", 1, .prefix, 1, "Create a series of 4 dragons", true),
            ("Create a series of 4 dragons", 4, .prefix, 4, "Create a series of 4 dragons", false),
            ("Create a series of 4 dragons", 4, .refuse, 4, "Create a series of 4 dragons", false),
            ("Generate 3 or 4 images", 3, .prefix, 3, "Generate 3 or 4 images", true),
        ] as [Case]
    )
    func agrees(on it: Case) throws {
        let decided = try ImageCount.decide(text: it.text, option: it.option, rules: PromptRules(countInText: it.mode))
        #expect(decided.count == it.count)
        #expect(decided.text == it.sent)
        #expect((decided.warning != nil) == it.warns)
    }

    /// What people and programs have really dropped.
    @Test(
        arguments: [
            ("Create a collage of 12 photos of dogs pinned to a cork board.", 3, false, true),
            ("Generate 5 storyboard scenes: a baker opens the shop, kneads, bakes, sells, closes.", 5, false, false),
            (
                "Generate a series of 4 matching illustrations focusing on one garden corner through the seasons, in a single style.",
                4, false, false
            ),
            ("Ten photos of sailors on a wall of an old pub, warm light.", 3, true, false),
            ("Generate a set of images of a lighthouse, 6 images in total.", 6, false, false),
            ("生成一组共4张风格一致的插画，主题为同一个院子的四季", 4, false, false),
        ]
    )
    func countsWhatWasDropped(text: String, count: Int, warns: Bool, hasSentence: Bool) throws {
        let decided = try ImageCount.decide(text: text, option: nil, rules: PromptRules())
        #expect(decided.count == count)
        #expect((decided.warning != nil) == warns)
        #expect(decided.text == (hasSentence ? ImageCount.sentence(count) + text : text))
    }

    @Test func theWarningSaysWhatIsFoundBilledAndToDo() throws {
        let warning = try ImageCount.decide(text: "Create a series of 4 dragons", option: nil, rules: PromptRules())
            .warning
        for part in ["“4”", "3 are billed", "sequential_image_generation_options"] {
            #expect(warning?.contains(part) == true, "\(part)")
        }
    }

    typealias Refused = (text: String, option: Int?, mode: PromptRules.CountInText, most: Int, code: Rejection.Code)

    @Test(
        arguments: [
            ("a cat", 5, .refuse, 15, .countMissing), ("a cat", nil, .refuse, 15, .countMissing),
            ("5 images of a cat", 4, .refuse, 15, .countConflict),
            ("Create a series of 4 dragons", nil, .refuse, 15, .countUnclear),
            ("Create a series of 4 dragons", 5, .refuse, 15, .countUnclear),
            ("Generate 3 or 4 images", 3, .refuse, 15, .countUnclear),
            ("Generate 16 images", nil, .prefix, 15, .outOfRange),
            ("Generate 1,000 images", nil, .prefix, 15, .outOfRange),
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

    /// One correction leads to a prompt that works.
    @Test(arguments: [
        "Ten photos of sailors on a wall", "Generate two pictures on a wall", "a tree, 4 pictures",
        "4 logos for a bakery",
    ])
    func bothHintsForADoubtWork(text: String) throws {
        let rules = PromptRules(countInText: .refuse)
        let problem = #expect(throws: Rejection.Problem.self) {
            try ImageCount.decide(text: text, option: nil, rules: rules)
        }
        let hint = try #require(problem?.hint)
        let option = try #require(hint.firstMatch(of: /_options to ([0-9]+)/).flatMap { Int($0.1) })
        #expect(try ImageCount.decide(text: text, option: option, rules: rules).count == option)
        let sentence = try #require(hint.firstMatch(of: /begin the text with "([^"]+)"/).map { String($0.1) })
        #expect(try ImageCount.decide(text: sentence + " " + text, option: nil, rules: rules).count == 3)
    }

    /// Otherwise a small limit would refuse every prompt that names no count.
    @Test func theDefaultKeepsTheLimit() throws {
        #expect(try ImageCount.decide(text: "a cat", option: nil, rules: PromptRules(maxImages: 2)).count == 2)
    }

    /// A prefix that is not itself an instruction would be put in front again on the way back from the outbox.
    @Test(arguments: 2...15)
    func thePrefixIsAnInstruction(count: Int) {
        for text in ["a cat", "two pictures on a wall", "猫", "Create a collage of 12 photos"] {
            #expect(CountVerdict.reading(ImageCount.sentence(count) + text) == .instruction(count))
        }
    }
}
