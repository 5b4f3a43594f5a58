import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// Gestures that are almost right, as the inbox sees them.
struct InboxGesturesTests {
    private let bench: InboxBench
    private let other = #"{"text": "a blue boat"}"#

    init() throws {
        self.bench = try InboxBench()
        try self.bench.look()
    }

    private var files: [String] { get throws { try self.bench.folder.names(in: "inbox") } }
    private func isToBeCancelled(_ path: String = "a") -> Bool { self.bench.inbox.isToBeCancelled(.at(path)) }

    /// Claims `a` as the daemon does.
    private func claim() throws {
        let prompt = try self.bench.taken("a.prompt.json")
        let content = Array(InboxBench.valid.utf8)
        #expect(try self.bench.inbox.claim(.at("a"), hint: prompt.fileName, content: content) == .claimed)
        try self.bench.look()
    }

    @Test(
        arguments: [
            "a.cancel.json", "a.canceled.json", "a.cancelled.json", "a.working.cancel.json", "a.cancel.json.txt",
            "a.cancel.json.json", "a.cancel", "a.cancel (1).json", "a.cancel.working.json", "a.cancel.json.",
        ],
        [true, false]
    )
    func cancelsARunningJobByAnAlmostRightName(name: String, isScanned: Bool) throws {
        try self.claim()
        try self.bench.rename("a.working.json", to: name)
        try self.bench.look(after: isScanned ? InboxBench.scanInterval : .zero)
        #expect(self.isToBeCancelled())
        #expect(try self.files == ["a.cancel.json"])
        #expect(self.bench.summary.notes == [:])
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.isToBeCancelled())
    }

    @Test(arguments: ["a.cancel.json", "a.canceled.json", "a.CANCEL.json"])
    func cancelsARunningJobByAnEmptyFileBesideIt(name: String) throws {
        try self.claim()
        try self.bench.drop(name, "")
        try self.bench.look()
        #expect(!self.isToBeCancelled(), "a copy begins empty")
        try self.bench.look(after: InboxBench.settle)
        #expect(self.isToBeCancelled())
        #expect(try self.files == ["a.cancel.json", "a.working.json"])
    }

    /// A prompt that is copied to the name of a command is empty at first; it is no wish to cancel the one that runs.
    @Test(arguments: ["a.cancel.json", "a.canceled.json"])
    func waitsForTheContentOfACommand(name: String) throws {
        try self.claim()
        try self.bench.drop(name, "")
        try self.bench.look()
        try self.bench.drop(name, self.other)
        for wait in [Duration.zero, InboxBench.settle] { try self.bench.look(after: wait) }
        #expect(!self.isToBeCancelled())
        #expect(try self.files == ["a-2.cancelled.json", "a.working.json"])
    }

    /// Catches an empty file that says "cancelled" beside a running prompt, lies there without a word, and is told of when
    /// nothing runs any more.
    @Test(arguments: [true, false])
    func tellsOfAnEmptyCancelledFileBesideARunningJob(isScanned: Bool) throws {
        try self.claim()
        try self.bench.drop("a.cancelled.json", "")
        try self.bench.look(after: isScanned ? InboxBench.scanInterval : .zero)
        #expect(!self.isToBeCancelled())
        #expect(self.bench.summary.notes.keys.sorted() == ["a.cancelled.json"])
        #expect(self.bench.summary.notes["a.cancelled.json"]?.contains("call it a.cancel.json") == true)
        try self.bench.remove("a.working.json")
        try self.bench.look(after: isScanned ? InboxBench.scanInterval : .zero)
        #expect(self.bench.summary.notes == [:])
    }

    /// Catches the end of an earlier prompt that is told of as a wish.
    @Test func leavesAnEarlierEndAlone() throws {
        try self.claim()
        try self.bench.drop("a.cancelled.json", self.other)
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.bench.summary.notes == [:])
    }

    /// promptd's own end of a job is no wish, and a job that ended is not begun to be cancelled again.
    @Test(arguments: [true, false])
    func leavesTheCancelledNameThatPromptdGives(isBeside: Bool) throws {
        try self.claim()
        if isBeside {
            try self.bench.drop("a.cancel.json", "")
        } else {
            try self.bench.rename("a.working.json", to: "a.cancel.json")
        }
        for wait in [Duration.zero, InboxBench.settle] { try self.bench.look(after: wait) }
        #expect(self.isToBeCancelled())
        let inbox = self.bench.inbox
        try inbox.folder.cancelled(.at("a"), content: Array(InboxBench.valid.utf8)) { inbox.willCancel(.at("a")) }
        inbox.commandEnded(.cancel, .at("a"))
        for wait in [Duration.zero, InboxBench.scanInterval] { try self.bench.look(after: wait) }
        #expect(try self.files == ["a.cancelled.json"])
        #expect(!self.isToBeCancelled())
    }

    @Test(arguments: ["a.cancel.json", "a.canceled.json"])
    func setsADropAsideThatWasCancelledWhileAnotherOfItsNameRuns(name: String) throws {
        try self.claim()
        try self.bench.arrive(name, self.other)
        try self.bench.look()
        #expect(!self.isToBeCancelled())
        #expect(try self.files == ["a-2.cancelled.json", "a.working.json"])
        #expect(try self.bench.folder.text(of: "inbox/a-2.cancelled.json") == self.other)
    }

    @Test func saysThatAWishConcernsNothing() throws {
        try self.bench.drop("a.canceled.json", "")
        for wait in [Duration.zero, InboxBench.settle, InboxBench.scanInterval] { try self.bench.look(after: wait) }
        #expect(!self.isToBeCancelled())
        #expect(try self.files == ["a.canceled.json"])
        #expect(self.bench.summary.notes["a.canceled.json"]?.contains("no prompt a") == true)
        try self.bench.remove("a.canceled.json")
        try self.bench.look()
        #expect(self.bench.summary.notes == [:])
    }

    @Test func saysThatACommandConcernsNothing() throws {
        try self.bench.drop("a.cancel.json", "")
        for wait in [Duration.zero, InboxBench.settle] { try self.bench.look(after: wait) }
        #expect(self.bench.inbox.cancelCommands() == [.at("a")])
        self.bench.inbox.commandConcernsNothing(.at("a"))
        #expect(self.bench.inbox.cancelCommands() == [])
        #expect(self.bench.summary.notes["a.cancel.json"]?.contains("no prompt a") == true)
        try self.bench.remove("a.cancel.json")
        try self.bench.look()
        #expect(self.bench.summary.notes == [:])
    }

    @Test func aWaitingPromptIsCancelledByAnEmptyFileBesideIt() throws {
        try self.bench.drop("a.prompt.json")
        try self.bench.look()
        try self.bench.drop("a.canceled.json", "")
        for wait in [Duration.zero, InboxBench.settle] { try self.bench.look(after: wait) }
        #expect(self.bench.inbox.cancelCommands() == [.at("a")])
        #expect(try self.bench.inbox.folder.cancelUnclaimed(.at("a"), onCancel: { _ in }, onKeep: {}) == .ofDrop)
        #expect(try self.files == ["a.cancelled.json"])
    }

    /// A folder has several pauses, and the last one counts.
    @Test func isPausedUntilTheLastPauseIsGone() throws {
        try self.bench.drop("PAUSE", "")
        try self.bench.drop("pause.txt", "")
        try self.bench.look()
        for (name, isPaused) in [("PAUSE", true), ("pause.txt", false)] {
            try self.bench.remove(name)
            try self.bench.look()
            #expect(self.bench.inbox.isPaused(.at("a")) == isPaused)
        }
    }

    @Test(arguments: ["PAUSE", "x.cancel", "New PAUSE", "a.retry"])
    func aFolderOfACommandsNameIsAFolder(name: String) throws {
        try self.bench.folder.makeFolder("outside/folder")
        try self.bench.folder.write(InboxBench.valid, to: "outside/folder/a.prompt.json")
        try self.bench.folder.rename("outside/folder", to: "inbox/\(name)")
        for wait in [Duration.zero, InboxBench.settle, InboxBench.scanInterval] { try self.bench.look(after: wait) }
        #expect(self.bench.takeAll() == ["\(name)/a.prompt.json"])
        #expect(self.bench.summary.notes == [:])
    }

    @Test func aLinkIsNoPauseAndIsTold() throws {
        try self.bench.folder.symbolicLink("inbox/PAUSE", to: "nowhere")
        try self.bench.look()
        #expect(!self.bench.inbox.isPaused(.at("a")))
        #expect(self.bench.summary.notes["PAUSE"]?.contains("regular file") == true)
    }

    /// A prompt that is gone is forgotten, also where a failed one of its name is left.
    @Test func forgetsAPromptBesideAFailedOne() throws {
        try self.bench.drop("a.failed.json")
        try self.bench.drop("a.prompt.json")
        try self.bench.look()
        #expect(self.bench.summary.settling == 1)
        try self.bench.remove("a.prompt.json")
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.bench.summary.settling == 0)
    }

    @Test func namesALinkedFolder() throws {
        try self.bench.folder.makeFolder("outside/folder")
        try self.bench.folder.write("x", to: "outside/file")
        try self.bench.folder.symbolicLink("inbox/campaign", to: "../outside/folder")
        try self.bench.folder.symbolicLink("inbox/readme", to: "../outside/file")
        try self.bench.folder.symbolicLink("inbox/dangling", to: "nowhere")
        for wait in [Duration.zero, InboxBench.scanInterval] { try self.bench.look(after: wait) }
        #expect(Array(self.bench.summary.notes.keys) == ["campaign"])
        #expect(self.bench.summary.notes["campaign"]?.contains("link to a folder") == true)
        try self.bench.remove("campaign")
        try self.bench.look()
        #expect(self.bench.summary.notes == [:])
    }

    /// A file that stands in the way of a prompt is told as long as it does, and the prompt goes on by itself.
    @Test(arguments: [true, false])
    func saysWhatAPromptWaitsFor(isScanned: Bool) throws {
        try self.bench.drop("a.working.json", self.other)
        let prompt = try self.bench.taken("a.prompt.json")
        let content = Array(InboxBench.valid.utf8)
        #expect(try self.bench.inbox.claim(.at("a"), hint: prompt.fileName, content: content) == .occupied)
        self.bench.inbox.noteOccupied(.at("a"))
        for wait in [Duration.zero, InboxBench.scanInterval] {
            try self.bench.look(after: wait)
            #expect(self.bench.summary.notes["a.prompt.json"]?.contains("a.working.json") == true)
            #expect(self.bench.takeAll() == [])
        }
        #expect(self.bench.filesNamedInLog == ["a.prompt.json"])
        try self.bench.remove("a.working.json")
        for wait in [isScanned ? InboxBench.scanInterval : .zero, InboxBench.settle] {
            try self.bench.look(after: wait)
        }
        #expect(self.bench.summary.notes == [:])
        #expect(self.bench.takeAll() == ["a.prompt.json"])
    }
}
