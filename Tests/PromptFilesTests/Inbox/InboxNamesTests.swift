import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

struct InboxNamesTests {
    private let bench: InboxBench

    init() throws {
        self.bench = try InboxBench()
        try self.bench.look()
    }

    private func path(_ stem: [UInt8]) -> TemporaryFolder.Path {
        TemporaryFolder.Path(bytes: Array("inbox/".utf8) + stem + Array(".prompt.json".utf8))
    }

    /// Foundation would repair the name to one that leads nowhere.
    @Test func takesAndClaimsANameThatIsNotUTF8() throws {
        let stem: [UInt8] = [0xFF, 0x61, 0xC3]
        try self.bench.folder.write(InboxBench.valid, to: self.path(stem))
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        let prompt = try #require(self.bench.take())
        #expect(prompt.path.bytes == stem)
        let content = Array(InboxBench.valid.utf8)
        #expect(try self.bench.inbox.claim(prompt.path, hint: prompt.fileName, content: content) == .claimed)
        #expect(try self.bench.inbox.folder.leftovers().claimed == [prompt.path])
    }

    /// Swift calls the two equal; a set of strings would lose one of them.
    @Test func takesTheComposedAndTheDecomposedFormAsTwo() throws {
        let stems: Set<[UInt8]> = [Array("caf\u{E9}".utf8), Array("cafe\u{301}".utf8)]
        for stem in stems { try self.bench.folder.write(InboxBench.valid, to: self.path(stem)) }
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        let taken = [self.bench.take(), self.bench.take()].compactMap { $0?.path.bytes }
        #expect(Set(taken) == stems)
    }

    @Test(arguments: ["a.prompt.json", "a.PROMPT.JSON", "a.Prompt.Json", "a b.prompt.json", "a.b.prompt.json"])
    func takesTheSuffixInAnyCase(name: String) throws {
        try self.bench.arrive(name)
        try self.bench.look()
        #expect(self.bench.takeAll() == [name])
    }

    @Test func takesTwoSuffixesThatDifferInCaseOneAfterTheOther() throws {
        try self.bench.arrive("a.prompt.json")
        try self.bench.look()
        try self.bench.arrive("a.PROMPT.json")
        try self.bench.look()
        #expect(self.bench.takeAll() == ["a.prompt.json"])
        try self.bench.remove("a.prompt.json")
        try self.bench.look()
        try self.bench.look(after: InboxBench.scanInterval)
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == ["a.PROMPT.json"])
    }

    /// What happens to a twin must not touch the prompt that is known under the other name.
    @Test func keepsAPromptWhoseTwinInAnotherCaseGoes() throws {
        try self.bench.arrive("a.prompt.json")
        try self.bench.look()
        try self.bench.arrive("a.PROMPT.json")
        try self.bench.look()
        try self.bench.remove("a.PROMPT.json")
        try self.bench.folder.symbolicLink("inbox/a.Prompt.json", to: "nowhere")
        try self.bench.look()
        #expect(self.bench.takeAll() == ["a.prompt.json"])
    }

    @Test(
        arguments: [
            ".a.prompt.json", "._a.prompt.json", "~$a.prompt.json", "a.prompt.json~", "#a.prompt.json#",
            "a.prompt.json.tmp", "a.prompt.json.part", "a.prompt.json.PARTIAL", "a.prompt.json.crdownload",
            ".a.prompt.json.swp", ".syncthing.a.prompt.json.tmp", ".nfs0001", "readme.txt", "a.failed.json",
            "a.error.json", "a.cancelled.json", "a.working.json", "a.repeat.json", "a.repeat.txt", "metadata.json",
            "package.json", "prompt.schema.json", "PROMPTD HAS NOT TAKEN THESE.txt",
            ".PROMPTD HAS NOT TAKEN THESE.txt.tmp",
        ]
    )
    func neitherTakesNorMentionsWhatIsNoPrompt(name: String) throws {
        try self.bench.arrive(name)
        try self.bench.look()
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.bench.takeAll() == [])
        #expect(self.bench.summary.notes == [:])
    }

    @Test(
        arguments: [
            "a.retry.json", "a.stop.json", "a.failed.json.txt", "PAUSE.md", "New PAUSE.txt", "a - cancel.json",
            "a.working.prompt.json", "a.prompt.prompt.json", "a.prompt.json.txt", "a.prompt (1).json",
            "a.prompt - Copy.json", "prompt.json", "a.prompt", "a.prompt.txt", "a.prompt.json.", "just.json",
            "a.prompt.docx", "RESUME (1).txt",
            String(repeating: "n", count: 240) + ".prompt.json",
        ]
    )
    func namesANearMissOnceAndWithdrawsIt(name: String) throws {
        try self.bench.arrive(name)
        try self.bench.look()
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.bench.takeAll() == [])
        #expect(Array(self.bench.summary.notes.keys) == [name])
        #expect(self.bench.filesNamedInLog == [name])
        try self.bench.remove(name)
        try self.bench.look()
        #expect(self.bench.summary.notes == [:])
    }

    /// A FIFO would block whoever opens it, and a link may lead anywhere.
    @Test(.timeLimit(.minutes(1)), arguments: ["symbolic link", "FIFO", "folder"])
    func notesWhatIsNoRegularFile(kind: String) throws {
        try self.bench.folder.write(InboxBench.valid, to: "outside/real")
        switch kind {
        case "symbolic link": try self.bench.folder.symbolicLink("inbox/a.prompt.json", to: "../outside/real")
        case "FIFO": try self.bench.folder.makePipe("inbox/a.prompt.json")
        default: try self.bench.folder.makeFolder("inbox/a.prompt.json")
        }
        try self.bench.look()
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.bench.takeAll() == [])
        #expect(Array(self.bench.summary.notes.keys) == ["a.prompt.json"])
        try self.bench.remove("a.prompt.json")
        try self.bench.arrive("a.prompt.json")
        try self.bench.look()
        #expect(self.bench.takeAll() == ["a.prompt.json"])
        #expect(self.bench.summary.notes == [:])
    }
}
