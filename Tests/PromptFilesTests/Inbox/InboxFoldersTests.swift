import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

struct InboxFoldersTests {
    private let bench: InboxBench

    init() throws {
        self.bench = try InboxBench()
        try self.bench.look()
    }

    @Test func watchesAFolderMadeLater() throws {
        try self.bench.folder.makeFolder("inbox/campaign")
        try self.bench.look()
        try self.bench.arrive("campaign/a.prompt.json")
        try self.bench.look()
        #expect(self.bench.takeAll() == ["campaign/a.prompt.json"])
    }

    /// What came into the folder before it was watched gives no event of its own.
    @Test func findsWhatLiesInAFolderMadeSinceTheLastLook() throws {
        try self.bench.folder.makeFolder("inbox/campaign")
        try self.bench.folder.makeFolder("inbox/campaign/spring")
        try self.bench.arrive("campaign/spring/a.prompt.json")
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == ["campaign/spring/a.prompt.json"])
    }

    /// A folder that is moved in gives one event, and none for its files.
    @Test func findsWhatLiesInAFolderThatWasMovedIn() throws {
        try self.bench.folder.makeFolder("outside/campaign")
        try self.bench.folder.makeFolder("outside/campaign/spring")
        try self.bench.folder.write(InboxBench.valid, to: "outside/campaign/spring/a.prompt.json")
        try self.bench.folder.rename("outside/campaign", to: "inbox/campaign")
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == ["campaign/spring/a.prompt.json"])
        try self.bench.arrive("campaign/spring/b.prompt.json")
        try self.bench.look()
        #expect(self.bench.takeAll() == ["campaign/spring/b.prompt.json"])
    }

    @Test func followsAFolderThatIsRenamed() throws {
        try self.bench.folder.makeFolder("inbox/old")
        try self.bench.folder.makeFolder("inbox/old/deep")
        try self.bench.look()
        try self.bench.arrive("old/deep/a.prompt.json")
        try self.bench.look()
        try self.bench.rename("old", to: "new")
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == ["new/deep/a.prompt.json"])
        try self.bench.arrive("new/deep/b.prompt.json")
        try self.bench.look()
        #expect(self.bench.takeAll() == ["new/deep/b.prompt.json"])
        #expect(self.bench.summary.folders == 3)
    }

    @Test(arguments: ["removed", "moved out"])
    func forgetsAFolderThatIsGone(how: String) throws {
        try self.bench.folder.makeFolder("inbox/campaign")
        try self.bench.look()
        try self.bench.arrive("campaign/a.prompt.json")
        try self.bench.look()
        #expect(self.bench.summary.ready == 1)
        if how == "removed" {
            try self.bench.remove("campaign/a.prompt.json")
            try self.bench.remove("campaign")
        } else {
            try self.bench.folder.rename("inbox/campaign", to: "outside/campaign")
        }
        try self.bench.look()
        #expect(self.bench.takeAll() == [])
        #expect(self.bench.summary.folders == 1)
    }

    /// A link could lead to the whole disk, or round in a circle.
    @Test func doesNotEnterAFolderThroughASymbolicLink() throws {
        try self.bench.folder.makeFolder("outside/campaign")
        try self.bench.folder.write(InboxBench.valid, to: "outside/campaign/a.prompt.json")
        try self.bench.folder.symbolicLink("inbox/campaign", to: "../outside/campaign")
        try self.bench.look()
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.bench.takeAll() == [])
        #expect(self.bench.summary.folders == 1)
    }

    /// The event that tells of such a folder, and the scan, must judge it alike.
    @Test(
        arguments: [
            "@eaDir", ".stversions", "lost+found", "#recycle", "campaign.tmp", "old.bak", "a.prompt.json",
            "a.prompt (1).json",
        ]
    )
    func neverEntersAFolderThatIsNotTheOwners(name: String) throws {
        try self.bench.folder.makeFolder("outside/filled")
        try self.bench.folder.write(InboxBench.valid, to: "outside/filled/x.prompt.json")
        try self.bench.folder.rename("outside/filled", to: "inbox/\(name)")
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == [])
        try self.bench.look(after: InboxBench.scanInterval)
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == [])
    }
}
