import Testing

@testable import PromptCore

/// Names that are nearly a prompt's in ways that no list can hold.
@Suite struct NearPromptTests {
    /// Catches a file that is plainly meant as a prompt and lies there without a word.
    @Test(arguments: [
        "prompt.json.txt", "prompt.json (1)", "x.prompt.json.lnk", "x.prompt.json.url", "x.prompt.json.webloc",
        "x.prompt.json.pages", "x.prompt.json.gz", "x.prompt.json.zip", "x.prompt.json.old", "x.prompt.json.new",
        "x.prompt.json.orig", "x.prompt.json.1", "x.prompt.json1", "x.prompt.json_", "x.prompt.json,", "x.prompt.csv",
        "x.prompt.js", "x.Prompts", "x.promptjson", "x.promptjson.txt", "m.prompt json", "o.prompt,json",
        "q.prompt. json", "x.prompt-json", "x.prompt_", "x.prompt1.json", "x.prompt (1)", "x.prompt - Copy",
        "x.prompt (1).txt", "x.prompt.txt.lnk", "a.prompt.b", "x.prompt\u{FF0C}json",
    ])
    func toldWhateverStandsThere(text: String) throws {
        let name = try #require(FileName(text))
        guard case .nearMiss(let why) = InboxName(name) else {
            Issue.record("\(InboxName(name))")
            return
        }
        #expect(why.contains(".prompt.json"))
    }

    /// Catches an end that is told of another prompt than is meant, or of a file that is still being written.
    @Test(arguments: [
        ("x.prompt.json.txt", "x"), ("b.prompt.prompt.json", "b.prompt"), ("a.b.Prompt (1).json", "a.b"),
        ("x.prompt.", "x"), ("x.prompts.json", "x"), ("x.prompter.json", nil), ("x.prompt.json.aB3dE", nil),
        ("x.prompt.json.new", nil), ("x.json", nil), ("prompt.json", nil),
    ])
    func whichPromptIsMeant(text: String, stem: String?) throws {
        let meant = InboxName.meantPrompt(try #require(FileName(text)))
        #expect(meant == stem.flatMap { FileName($0) })
        #expect(meant?.description == stem)
    }

    /// Catches a folder of prompts that is not entered any more, since its name looks like a file's.
    @Test(arguments: [
        ("Team.Prompts", true), ("v1.prompt.old", true), ("x.prompt (1)", true), ("x.prompt.json.old", true),
        ("x.prompt", false), ("x.prompt.json.txt", false), ("x.prompt.stop", false), ("x.prompt.prompt.json", false),
    ])
    func aFolderOfALooseNameIsOne(text: String, isLoose: Bool) throws {
        #expect(InboxName.isLoosePrompt(try #require(FileName(text))) == isLoose)
    }
}
