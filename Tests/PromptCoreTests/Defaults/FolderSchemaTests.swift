import PromptCore
import PromptTesting
import Testing

/// The schema that editors use must name what the code takes, and README's example must be one.
@Suite struct FolderSchemaTests {
    /// Catches a member that editors refuse, or offer in vain.
    @Test func hasTheSameMembers() throws {
        let schema = try JSONValue.parse(try Repository.bytes("examples/folder.schema.json"))
        guard case .object(let properties)? = schema["properties"] else {
            Issue.record("no properties")
            return
        }
        #expect(Set(properties.map(\.name)) == Set(FolderDefaults.Member.allCases.map(\.rawValue)))
        #expect(schema["additionalProperties"] == .bool(false))
    }

    /// Catches an example that does not do what is said about it.
    @Test func theExampleOfTheREADME() throws {
        let readme = try Repository.text("README.md")
        let section = try #require(readme.split(separator: "### Folder defaults").last)
        let example = try #require(
            section.split(separator: "```json\n").dropFirst().first?.split(separator: "```").first
        )
        let defaults = try FolderDefaults(decoding: Array(example.utf8))
        let prompt = try Prompt.decode(Array(#"{"text": "a kite"}"#.utf8), rules: PromptRules(), defaults: defaults)
        #expect(prompt.text == "A poster of a kite, flat colours, no lettering")
        #expect(prompt.imageCount == 1 && prompt.imageSize == .square)
    }
}
