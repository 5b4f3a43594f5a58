import Testing

@testable import PromptCore

@Suite struct SpellingTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("kitten", "sitting", 3), ("seed", "sead", 1), ("abc", "cab", 2),
    ])
    func measures(left: String, right: String, distance: Int) {
        #expect(Spelling.distance(Array(left.utf8), Array(right.utf8)) == distance)
        #expect(Spelling.distance(Array(right.utf8), Array(left.utf8)) == distance)
    }

    @Test(arguments: [("Image-Size", "image_size"), ("sed", "seed"), ("txet", "text"), ("imagesize", "image_size")])
    func findsASlip(name: String, meant: String) {
        #expect(Spelling.nearest(to: name, among: PromptMember.allCases.map(\.rawValue)) == meant)
    }

    /// A wrong guess is worse than none.
    @Test(arguments: ["steps", "style", "cfg_scale", "negative_prompt", "x", "", "loras"])
    func doesNotGuess(name: String) {
        #expect(Spelling.nearest(to: name, among: PromptMember.allCases.map(\.rawValue)) == nil)
    }
}
