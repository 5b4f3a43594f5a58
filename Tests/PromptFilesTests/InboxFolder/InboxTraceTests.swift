import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// What the inbox says at start about the jobs of the journal.
struct InboxTraceTests {
    private let bench: InboxBench

    init() throws {
        self.bench = try InboxBench()
    }

    @Test(
        arguments: [
            (["a.working.json"], .claimed), (["a.cancel.json"], .claimed), (["a.prompt.json"], .dropped),
            (["a.PROMPT.JSON"], .dropped), (["a.working.json", "a.prompt.json"], .claimed), ([], .absent),
            (["a.failed.json", "b.working.json"], .absent),
        ] as [([String], Job.InboxTrace)]
    )
    func tellsByTheFilesName(files: [String], witness: Job.InboxTrace) throws {
        for file in files { try self.bench.drop(file) }
        #expect(try self.bench.inbox.folder.trace(of: .at("a"), content: nil) == witness)
    }

    /// A restored journal may know an older prompt of the name; the file of a later one is not its own.
    @Test func anotherPromptsFileIsNotItsOwn() throws {
        try self.bench.drop("a.working.json")
        let (own, other) = (Array(InboxBench.valid.utf8), Array(#"{"text": "a blue boat"}"#.utf8))
        #expect(try self.bench.inbox.folder.trace(of: .at("a"), content: own) == .claimed)
        #expect(try self.bench.inbox.folder.trace(of: .at("a"), content: other) == .absent)
        try self.bench.drop("a.cancel.json", #"{"text": "a blue boat"}"#)
        #expect(try self.bench.inbox.folder.trace(of: .at("a"), content: other) == .claimed)
    }

    @Test func isAbsentIfItsFolderIsGone() throws {
        #expect(try self.bench.inbox.folder.trace(of: .at("campaign/a"), content: nil) == .absent)
    }

    /// An unmounted share says nothing about its files; to call them absent would forget claims.
    @Test func saysNothingWhileTheInboxIsAway() throws {
        try self.bench.folder.rename("inbox", to: "away")
        let failure = #expect(throws: FileError.self) {
            try self.bench.inbox.folder.trace(of: .at("a"), content: nil)
        }
        #expect(failure?.kind == .missing)
    }

    /// As deep as the scan goes, and no link or folder of such a name, which was never claimed.
    @Test func findsClaimedFilesDownToADepth() throws {
        var folder = ""
        for depth in 1...40 {
            folder += depth == 1 ? "f" : "/f"
            try self.bench.folder.makeFolder("inbox/\(folder)")
            try self.bench.drop("\(folder)/a\(depth).working.json")
        }
        try self.bench.folder.makeFolder("inbox/b.working.json")
        try self.bench.folder.symbolicLink("inbox/c.working.json", to: "nowhere")
        let found = try self.bench.inbox.folder.leftovers().claimed
        #expect(Set(found.map(\.stem.description)) == Set((1...32).map { "a\($0)" }))
        #expect(try self.bench.folder.openDescriptors() < 10)
    }

    @Test func findsEveryClaimedFile() throws {
        try self.bench.folder.makeFolder("inbox/campaign")
        try self.bench.folder.makeFolder("inbox/@eaDir")
        for name in ["a.working.json", "campaign/b.WORKING.json", "@eaDir/c.working.json", "d.prompt.json"] {
            try self.bench.drop(name)
        }
        #expect(try self.bench.inbox.folder.leftovers().claimed.sorted() == [.at("a"), .at("campaign/b")])
    }

    @Test func readsAClaimedFile() throws {
        try self.bench.drop("a.working.json")
        let (status, bytes) = try self.bench.inbox.folder.readClaimed(.at("a"))
        #expect(status?.size == Int64(bytes.count))
        #expect(bytes == Array(InboxBench.valid.utf8))
    }

    @Test(arguments: ["missing", "too large", "link"])
    func readsNothingOfAClaimedFileThatCannotBeRead(kind: String) throws {
        switch kind {
        case "too large": try self.bench.drop("a.working.json", String(repeating: " ", count: 1 << 20 + 1))
        case "link": try self.bench.folder.symbolicLink("inbox/a.working.json", to: "elsewhere")
        default: break
        }
        let (status, bytes) = try self.bench.inbox.folder.readClaimed(.at("a"))
        #expect(status == nil && bytes == [])
    }
}
