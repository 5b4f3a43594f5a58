import PromptTesting
import Testing

@testable import PromptCore

/// The names of files with many prompts, and of the hidden folders in which those lie.
struct BatchNameTests {
    /// Catches a file with many prompts that is not taken, or is taken for something else.
    @Test(arguments: ["x.prompts.csv", "x.prompts.ndjson", "x.prompts.jsonl", "x.prompts.txt", "x.Prompts.CSV"])
    func suchAFileIsAPrompt(name: String) throws {
        let name = try #require(FileName(name))
        #expect(InboxName(name) == .file(try #require(FileName("x")), .prompt))
    }

    /// Catches a file to be mended, or a report, that is taken before its owner has renamed it.
    @Test(arguments: ["x.failed.csv", "x.failed.ndjson", "x.failed.txt", "report.csv"])
    func whatIsToBeMendedIsLeft(name: String) throws {
        #expect(InboxName(try #require(FileName(name))) == .other)
    }

    @Test func itsPromptsAreCalledAsIfTheyLayInAFolderOfItsName() throws {
        let file = PromptPath.at("campaign/x")
        let children = file.children(1)
        #expect(children == .at("campaign/.x.prompts") && file.children(2) == .at("campaign/.x-2.prompts"))
        let child = PromptPath(folder: children.folder + [children.stem], stem: try #require(FileName("001-red")))
        #expect("\(child)" == "campaign/x/001-red" && child.shown == .at("campaign/x/001-red"))
        #expect(child.batch == file && child.home == file)
        #expect(try OutputName(child) == OutputName(.at("campaign/x/001-red")))
        // And it is found again as what it is.
        #expect(PromptPath(bytes: child.bytes) == child)
    }

    /// Catches a folder of somebody's that is taken for one of promptd's own, or the other way round.
    @Test func otherHiddenFoldersStayHidden() throws {
        #expect(!InboxName.isJunkFolder(try #require(FileName(".x.prompts"))))
        for name in [".prompts", ".x.prompt", ".promptd", ".1hf7yat3v0000007.prompts.tmp", ".git"] {
            #expect(InboxName.isJunkFolder(try #require(FileName(name))), "\(name)")
        }
        let plain = PromptPath.at("campaign/x")
        #expect(plain.batch == nil && plain.home == plain && plain.shown == plain)
    }
}
