import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// The last look at the folder before a prompt is paid for.
struct InboxOwnerCommandTests {
    private let bench: InboxBench

    init() throws {
        self.bench = try InboxBench()
        try self.bench.folder.makeFolder("inbox/campaign")
        try self.bench.drop("campaign/a.working.json")
    }

    private func command() throws -> InboxFolder.OwnerCommand? {
        try self.bench.inbox.folder.ownerCommand(for: .at("campaign/a"), content: Array(InboxBench.valid.utf8))
    }

    @Test(arguments: ["PAUSE", "PAUSE.txt", "pause", "pause.txt", "Pause", "Pause.txt"], ["", "campaign/"])
    func seesAPause(name: String, folder: String) throws {
        #expect(try self.command() == nil)
        try self.bench.drop(folder + name, "")
        #expect(try self.command() == .pause)
    }

    /// All other spellings are seen by the inbox.
    @Test(arguments: ["PAUSED", "pAuSe", "PAUSE (1).txt", "campaign/pause.txt.txt"])
    func theInboxKnowsEverySpelling(name: String) throws {
        try self.bench.look()
        #expect(!self.bench.inbox.isPaused(.at("campaign/a")))
        try self.bench.drop(name, "")
        try self.bench.look()
        #expect(self.bench.inbox.isPaused(.at("campaign/a")))
        #expect(self.bench.inbox.isPaused(.at("b")) == !name.hasPrefix("campaign/"))
        try self.bench.remove(name)
        try self.bench.look()
        #expect(!self.bench.inbox.isPaused(.at("campaign/a")))
    }

    @Test func aFolderIsNoPause() throws {
        try self.bench.folder.makeFolder("inbox/PAUSE")
        try self.bench.folder.symbolicLink("inbox/PAUSE.txt", to: "nowhere")
        #expect(try self.command() == nil)
    }

    @Test(arguments: [
        ("", InboxFolder.OwnerCommand.cancel), (InboxBench.valid, .cancel), (#"{"text": "another"}"#, nil),
    ])
    func seesACommandBesideTheClaimedFile(content: String, command: InboxFolder.OwnerCommand?) throws {
        try self.bench.drop("campaign/a.cancel.json", content)
        #expect(try self.command() == command)
    }

    @Test func seesThatTheFileWasRenamed() throws {
        try self.bench.rename("campaign/a.working.json", to: "campaign/a.cancel.json")
        #expect(try self.command() == .cancel)
    }

    @Test func isNoneIfTheFolderIsGone() throws {
        #expect(try self.bench.inbox.folder.ownerCommand(for: .at("gone/a")) == nil)
    }
}
