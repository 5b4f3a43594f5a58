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
            Set(self.names(self.property("promptd")?["properties"])) == Set(PromptOptionMember.allCases.map(\.rawValue))
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
