import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// Commands that are given for their owners, and what comes of them.
struct InboxGestureTests {
    private let bench: InboxBench

    init() throws {
        self.bench = try InboxBench()
    }

    private var folder: InboxFolder { self.bench.inbox.folder }
    private var files: [String] { get throws { try self.bench.folder.names(in: "inbox") } }

    /// Catches a command that is given to another file than the prompt's, and one that says that nothing has been claimed.
    @Test(arguments: [("a.prompt.json", false), ("a.working.json", true), ("a.cancel.json", true)])
    func theCommandIsThePromptsOwnFile(_ name: String, _ wasClaimed: Bool) throws {
        try self.bench.drop(name)
        let gesture = try #require(try self.folder.giveCancel(.at("a")))
        #expect(gesture.wasClaimed == wasClaimed)
        #expect(try self.files == ["a.cancel.json"])
        #expect(try self.folder.cancelEnd(gesture, .at("a")) == nil)
    }

    /// Catches a command for nothing: it would cancel the next prompt of that name.
    @Test(arguments: ["", "a.failed.json", "a.cancelled.json", "a.error.json", "b.prompt.json"])
    func thereHasToBeAPrompt(_ name: String) throws {
        if !name.isEmpty { try self.bench.drop(name) }
        #expect(try self.folder.giveCancel(.at("a")) == nil)
        #expect(try self.folder.giveCancel(.at("nowhere/a")) == nil)
        #expect(try self.files == (name.isEmpty ? [] : [name]))
    }

    /// Catches an empty command that lies there alone and is taken for a prompt, and one beside a prompt that is in the way.
    @Test func anEmptyCommandIsNoPrompt() throws {
        try self.bench.drop("a.cancel.json", "")
        #expect(try self.folder.giveCancel(.at("a")) == nil)
        try self.bench.drop("a.prompt.json")
        let gesture = try #require(try self.folder.giveCancel(.at("a")))
        #expect(try self.folder.cancelEnd(gesture, .at("a")) == nil)
        #expect(try self.files == ["a.cancel.json", "a.prompt.json"])
        #expect(try self.folder.cancelUnclaimed(.at("a"), onCancel: { _ in }, onKeep: {}) == .ofDrop)
        #expect(try self.folder.cancelEnd(gesture, .at("a")) == .cancelled)
    }

    /// Catches an end that is told by another file's name.
    @Test(
        arguments: [
            ("a.cancelled.json", .cancelled), ("a-2.cancelled.json", .cancelled), ("a.working.json", .goesOn),
            ("a.failed.json", .failed), ("", .gone), ("a.prompt.json", nil), ("a.repeat.json", nil),
        ] as [(String, InboxFolder.CancelEnd?)]
    )
    func theFileItselfTellsTheEnd(_ name: String, _ end: InboxFolder.CancelEnd?) throws {
        try self.bench.drop("a.working.json")
        let gesture = try #require(try self.folder.giveCancel(.at("a")))
        if name.isEmpty {
            try self.bench.remove("a.cancel.json")
        } else {
            try self.bench.rename("a.cancel.json", to: name)
        }
        for other in ["a-9.cancelled.json", "b.failed.json", "b.working.json"] { try self.bench.drop(other) }
        #expect(try self.folder.cancelEnd(gesture, .at("a")) == end)
    }

    /// Catches a wish to adopt for what has not failed, an old refusal that answers a new wish, and an end that is told too
    /// soon.
    @Test func adoptions() throws {
        let requestID = try #require(RequestID("req-1"))
        #expect(try !self.folder.giveAdoption(.at("a"), of: requestID))
        try self.bench.drop("a.failed.json")
        try self.bench.drop("a.adopt.error.json", "old")
        #expect(try self.folder.giveAdoption(.at("a"), of: requestID))
        #expect(try self.files == ["a.adopt.json", "a.failed.json"])
        #expect(try self.folder.adoptionEnd(.at("a")) == nil)
        try self.folder.refuseAdoption(.at("a"), explanation: Array("why".utf8))
        #expect(try self.folder.adoptionEnd(.at("a")) == .refused(Array("why".utf8)))
        #expect(try self.folder.giveAdoption(.at("a"), of: requestID))
        try self.folder.adopted(.at("a"), as: .at("a"))
        #expect(try self.folder.adoptionEnd(.at("a")) == .adopted)
    }

    /// Catches a command in a folder of which the kernel tells nothing that waits for the next scan, and a scan for each
    /// command elsewhere.
    @Test(arguments: [true, false])
    func aBlindFolderIsLookedInto(_ isBlind: Bool) throws {
        try self.bench.look()
        let next = self.bench.inbox.state.withLock { state in
            if isBlind { state.blindFolders = [[]] }
            return state.nextScan
        }
        self.bench.inbox.commandGiven(.at("a"))
        let after = self.bench.inbox.state.withLock { $0.nextScan }
        #expect(isBlind ? after < next : after == next)
    }
}
