import Testing

@testable import PromptCore

@Suite struct ModelPatternTests {
    @Test(arguments: [
        ("a/b", "a/b", true), ("a/b", "a/bc", false), ("a/*", "a/b/c", true), ("a/*", "ab", false),
        ("*", "a/b/c", true),
        ("*/b", "a/b", true), ("*/b", "a/b/c", false), ("a/?-1", "a/x-1", true), ("a/?-1", "a/xy-1", false),
        ("a*b*c", "a/x/b/y/c", true), ("a*b*c", "a/x/b/y/d", false), ("a**", "a", true), ("a/b*", "a/b", true),
        ("*-b-*-b", "x-b-y-b-z-b", true), ("A/b", "a/b", false),
        ("minimax/Hailuo *", "minimax/Hailuo Video 01 Live", true),
    ])
    func matches(_ pattern: String, _ model: String, _ isMatch: Bool) throws {
        let pattern = try #require(ModelPattern(pattern))
        #expect(pattern.matches(try #require(ModelID(model))) == isMatch)
        #expect(ModelPattern.any.matches(try #require(ModelID(model))))
    }

    /// Catches a pattern with a slip that would never match, or a price that grows with the pattern.
    @Test func refusesWhatNoModelCouldBeCalled() throws {
        for text in ["", " a", "a//b", "/a", "a/", "..", "a/../b", "ä/*", "[a]/b", "a/{b,c}"] {
            #expect(ModelPattern(text) == nil, "\(text)")
        }
        let stars = try #require(ModelPattern(String(repeating: "*a", count: 100)))
        let model = try #require(ModelID(String(repeating: "a", count: 199) + "b"))
        #expect(!stars.matches(model))
    }

    @Test func aModelStandsForItself() throws {
        let pattern = ModelPattern(.seedreamSequential)
        #expect(pattern.matches(.seedreamSequential) && pattern.description == ModelID.seedreamSequential.rawValue)
        #expect(!pattern.matches(try #require(ModelID("bytedance/seedream-4-0"))))
    }
}
