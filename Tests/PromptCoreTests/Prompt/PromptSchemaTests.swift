import Foundation
import PromptTesting
import Testing

@testable import PromptCore

/// The schema that editors use must allow exactly what the code allows.
@Suite struct PromptSchemaTests {
    let schema: JSONValue

    init() throws {
        self.schema = try JSONValue.parse(try Repository.bytes("examples/prompt.schema.json"))
    }

    func names(_ value: JSONValue?) -> [String] {
        guard case .object(let members) = value else { return [] }
        return members.map(\.name)
    }

    func texts(_ value: JSONValue?) -> Set<String> {
        guard case .array(let elements) = value else { return [] }
        return Set(elements.compactMap(\.stringValue))
    }

    func property(_ path: String...) -> JSONValue? {
        path.reduce(self.schema) { $0?["properties"]?[$1] }
    }

    @Test func hasTheSameMembers() {
        #expect(Set(self.names(self.schema["properties"])) == Set(PromptMember.allCases.map(\.rawValue)))
        #expect(
            Set(self.names(self.property("promptd")?["properties"]))
                == Set(PromptOptionMember.allCases.map(\.rawValue) + PromptExpansion.Member.allCases.map(\.rawValue))
        )
        #expect(self.schema["required"] == .array([.string("text")]))
        #expect(self.schema["additionalProperties"] == .bool(false))
        #expect(self.property("promptd")?["additionalProperties"] == .bool(false))
    }

    @Test func hasTheSameValues() {
        let sizes = ImageSize.allCases.flatMap { [$0.rawValue, $0.pixels, $0.ratio] }
        #expect(self.texts(self.property("image_size")?["enum"]) == Set(sizes))
        let optimizations = Prompt.Optimization.allCases.map(\.rawValue)
        #expect(self.texts(self.property("optimize_prompt_options")?["enum"]) == Set(optimizations))
    }

    @Test func hasTheSameLimits() {
        let text = self.property("text")
        #expect(text?["minLength"]?.integerValue == Int64(Prompt.Limits.textLength.lowerBound))
        #expect(text?["maxLength"]?.integerValue == Int64(Prompt.Limits.textLength.upperBound))
        let ranges: [(JSONValue?, ClosedRange<Int64>)] = [
            (self.property("sequential_image_generation_options"), Prompt.Limits.imageCount),
            (self.property("promptd", "priority"), Prompt.Limits.priority),
            (self.property("seed"), .min ... .max),
        ]
        for (property, range) in ranges {
            #expect(property?["type"]?.stringValue == "integer")
            #expect(property?["minimum"]?.integerValue == range.lowerBound)
            #expect(property?["maximum"]?.integerValue == range.upperBound)
        }
        let labels = self.property("promptd", "labels")?["description"]?.stringValue
        #expect(labels?.contains("at most \(Prompt.Limits.labelBytes) bytes") == true)
        #expect(self.property("promptd", "model")?["maxLength"]?.integerValue == 200)
        #expect(ModelID(String(repeating: "x", count: 200)) != nil)
        #expect(ModelID(String(repeating: "x", count: 201)) == nil)
    }

    @Test func hasTheSameDefaults() {
        #expect(self.property("image_size")?["default"]?.stringValue == Prompt.Defaults.imageSize.rawValue)
        let count = self.property("sequential_image_generation_options")?["default"]?.integerValue
        #expect(count == Int64(Prompt.Defaults.imageCount))
        let optimization = self.property("optimize_prompt_options")?["default"]?.stringValue
        #expect(optimization == Prompt.Defaults.optimization.rawValue)
        #expect(self.property("promptd", "priority")?["default"]?.integerValue == Int64(Prompt.Defaults.priority))
    }

    /// Catches what an editor lets through and promptd does not, or the other way round.
    @Test(arguments: [
        "2026-03-01T08:00:00+01:00", "2026-03-01t08:00:00.25z", "tomorrow", "2026-03-01", "2026-03-01T08:00:00",
        "2026-03-01 08:00:00Z", "2026-03-01T08:00Z",
    ])
    func takesTheSameTimes(text: String) throws {
        let pattern = try #require(self.property("promptd", "not_before")?["pattern"]?.stringValue)
        #expect(try (Regex(pattern).firstMatch(in: text) != nil) == (NotBefore.date(from: text) != nil))
    }

    /// Catches a text that asks for more images than there can be, which an editor need not wait for promptd to tell.
    @Test(arguments: [
        "Generate 20 images of a cat", "make 16 photos of a dog", "Draw 100 pictures of a cat",
        "Generate 15 images of a cat",
        "Generate 2 images of a cat", "20 years of images", "Generate a cat with 20 images of mice",
    ])
    func refusesTheSameNumbers(text: String) throws {
        guard case .array(let ways) = self.schema["anyOf"] else { return try #require(nil) }
        #expect(ways.first?["required"] == .array([.string(PromptMember.imageCount.rawValue)]))
        let pattern = try #require(ways.last?["properties"]?["text"]?["pattern"]?.stringValue)
        let prompt = JSONValue.object([.init("text", .string(text))]).serialized()
        let isAccepted: Bool
        do {
            _ = try Prompt.decode(prompt, rules: PromptRules())
            isAccepted = true
        } catch {
            isAccepted = false
        }
        #expect(try (Regex(pattern).firstMatch(in: text) != nil) == isAccepted)
    }

    /// What an editor shows while somebody types.
    @Test func everyMemberHasATitleAndADescription() {
        let all =
            PromptMember.allCases.map { self.property($0.rawValue) }
            + PromptOptionMember.allCases.map { self.property("promptd", $0.rawValue) }
        for property in all {
            #expect(property?["title"]?.stringValue?.isEmpty == false)
            #expect(property?["description"]?.stringValue?.isEmpty == false)
        }
    }
}
