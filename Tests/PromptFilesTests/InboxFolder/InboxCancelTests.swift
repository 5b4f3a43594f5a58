import Glibc
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// Commands to cancel, and whose file they are about: nothing that somebody wrote is lost, and nothing is confirmed that is
/// not true.
struct InboxCancelTests {
    private let bench: InboxBench
    private let content = Array(InboxBench.valid.utf8)
    private let other = #"{"text": "a blue boat"}"#

    init() throws {
        self.bench = try InboxBench()
    }

    private var folder: InboxFolder { self.bench.inbox.folder }
    private var files: [String] { get throws { try self.bench.folder.names(in: "inbox") } }
    private func text(_ name: String) throws -> String { try self.bench.folder.text(of: "inbox/\(name)") }

    @Test(arguments: ["a.working.json", "a.cancel.json"])
    func givesACancelledFileTheFirstFreeName(claimed: String) throws {
        try self.bench.drop("a.cancelled.json", "first")
        try self.bench.drop(claimed)
        for _ in 0..<2 { try self.folder.cancelled(.at("a"), content: self.content) {} }
        #expect(try self.files == ["a-2.cancelled.json", "a.cancelled.json"])
        #expect(try self.text("a-2.cancelled.json") == InboxBench.valid)
    }

    /// An empty command beside the claimed file, or a copy of that, is not a second prompt.
    @Test(arguments: ["", InboxBench.valid])
    func endsTheCommandBesideACancelledFile(command: String) throws {
        try self.bench.drop("a.working.json")
        try self.bench.drop("a.cancel.json", command)
        for _ in 0..<2 { try self.folder.cancelled(.at("a"), content: self.content) {} }
        #expect(try self.files == ["a.cancelled.json"])
        #expect(try self.text("a.cancelled.json") == InboxBench.valid)
    }

    @Test func keepsAnothersFilesWhenAJobIsCancelled() throws {
        try self.bench.drop("a.working.json", self.other)
        try self.bench.drop("a.cancel.json")
        #expect(try self.folder.cancelled(.at("a"), content: self.content) {} == [.named("a-2.cancelled.json")])
        #expect(try self.files == ["a-2.cancelled.json", "a.cancelled.json"])
        #expect(try self.text("a-2.cancelled.json") == self.other)
        #expect(try self.text("a.cancelled.json") == InboxBench.valid)
    }

    @Test func takesAWishBackThatCameTooLate() throws {
        try self.bench.drop("a.cancel.json")
        for _ in 0..<2 { try self.folder.cancelCameTooLate(.at("a"), content: self.content) }
        #expect(try self.files == ["a.working.json"])
    }

    /// Somebody copied the claimed file instead of renaming it, or made an empty one: it would else be refused for ever.
    @Test(arguments: ["", InboxBench.valid])
    func removesALateCommandBesideTheClaimedFile(command: String) throws {
        try self.bench.drop("a.cancel.json", command)
        try self.bench.drop("a.working.json")
        #expect(try self.folder.cancelCameTooLate(.at("a"), content: self.content) == [])
        #expect(try self.files == ["a.working.json"])
        #expect(try self.text("a.working.json") == InboxBench.valid)
    }

    /// Another prompt that was dropped while the job runs, and then cancelled, is nowhere else.
    @Test func keepsADropThatWasCancelledWhileAnotherOfItsNameRuns() throws {
        try self.bench.drop("a.working.json")
        try self.bench.drop("a.cancel.json", self.other)
        #expect(try self.folder.cancelCameTooLate(.at("a"), content: self.content) == [.named("a-2.cancelled.json")])
        #expect(try self.files == ["a-2.cancelled.json", "a.working.json"])
        #expect(try self.text("a-2.cancelled.json") == self.other)
    }

    @Test func makesRoomForTheJobsOwnFileWhenItsCancelCameTooLate() throws {
        try self.bench.drop("a.working.json", self.other)
        try self.bench.drop("a.cancel.json")
        #expect(try self.folder.cancelCameTooLate(.at("a"), content: self.content) == [.named("a-2.cancelled.json")])
        #expect(try self.text("a.working.json") == InboxBench.valid)
        #expect(try self.text("a-2.cancelled.json") == self.other)
    }

    @Test(arguments: [[], ["a.working.json"], ["a.cancel.json"], ["a.working.json", "a.cancel.json"]])
    func removesTheClaimedFileOfADeliveredPrompt(claimed: [String]) throws {
        for name in claimed + ["a.prompt.json", "b.working.json"] { try self.bench.drop(name) }
        #expect(try self.folder.removeClaimed(.at("a"), content: self.content) == [])
        #expect(try self.files == ["a.prompt.json", "b.working.json"])
    }

    @Test(arguments: ["a.working.json", "a.cancel.json"])
    func keepsWhatIsNotTheDeliveredJobs(name: String) throws {
        try self.bench.drop(name, self.other)
        for _ in 0..<2 { try self.folder.removeClaimed(.at("a"), content: self.content) }
        #expect(try self.files == ["a-2.cancelled.json"])
        #expect(try self.text("a-2.cancelled.json") == self.other)
    }

    @Test(
        arguments: [
            (working: InboxBench.valid, cancel: InboxBench.valid, command: CancelCommand.beside),
            (InboxBench.valid, "", .beside), (InboxBench.valid, "please\n", .beside),
            (InboxBench.valid, "{ }", .beside),
            (InboxBench.valid, #"{"text": "a blue boat"}"#, .ofDrop), (InboxBench.valid, #"{"text": "half"#, .ofDrop),
            (nil, InboxBench.valid, .ofJobFile), (nil, #"{"text": "edited"}"#, .ofJobFile), (nil, "", .beside),
            (#"{"text": "a stray"}"#, InboxBench.valid, .ofJobFile), (nil, nil, nil),
        ] as [(String?, String?, CancelCommand?)]
    )
    func tellsWhatACommandIsAbout(working: String?, cancel: String?, command: CancelCommand?) throws {
        if let working { try self.bench.drop("a.working.json", working) }
        if let cancel { try self.bench.drop("a.cancel.json", cancel) }
        #expect(try self.folder.cancelCommand(.at("a"), ofJob: self.content) == command)
    }

    @Test func knowsOneFileUnderTwoNames() throws {
        try self.bench.drop("a.working.json")
        try self.bench.folder.link("inbox/a.working.json", to: "inbox/a.cancel.json")
        #expect(try self.folder.cancelCommand(.at("a"), ofJob: self.content) == .ofJobFile)
    }

    @Test(
        arguments: [
            (["a.cancel.json": InboxBench.valid], CancelCommand.ofDrop, ["a.cancelled.json"]),
            (["a.cancel.json": "", "a.prompt.json": InboxBench.valid], .ofDrop, ["a.cancelled.json"]),
            (["a.cancel.json": "", "a.PROMPT.json": InboxBench.valid], .ofDrop, ["a.cancelled.json"]),
            (
                ["a.cancel.json": "", "a.working.json": InboxBench.valid], .concernsNothing,
                ["a.cancel.json", "a.working.json"]
            ),
            (["a.cancel.json": ""], .concernsNothing, ["a.cancel.json"]),
            (["a.cancel.json": "cancel a\n"], .concernsNothing, ["a.cancel.json"]), ([:], nil, []),
        ] as [([String: String], CancelCommand?, [String])]
    )
    func endsACommandThatNoJobIsThereFor(before: [String: String], command: CancelCommand?, after: [String]) throws {
        for (name, content) in before { try self.bench.drop(name, content) }
        #expect(try self.folder.cancelUnclaimed(.at("a"), onCancel: { _ in }, onKeep: {}) == command)
        #expect(try self.files == after)
    }

    /// A cancelled name says that nothing was charged.
    @Test(arguments: [(true, "a.failed.json"), (false, "a.cancelled.json")])
    func confirmsNothingThatMayHaveBeenCharged(isCharged: Bool, name: String) throws {
        try self.bench.drop("a.cancel.json")
        try self.bench.drop("a.error.json", #"{"error": {}, "may_have_been_charged": \#(isCharged)}"#)
        #expect(
            try self.folder.cancelUnclaimed(.at("a"), onCancel: { _ in }, onKeep: {})
                == (isCharged ? .ofFailed : .ofDrop)
        )
        #expect(try self.files == ["a.error.json", name].sorted())
    }

    @Test(
        arguments: [
            (["a.canceled.json": InboxBench.valid], true), (["a.working.cancel.json": InboxBench.valid], true),
            (["a.canceled.json": "", "a.working.json": InboxBench.valid], true),
            (["a.cancelled.json": InboxBench.valid], true), (["a.cancel.json": InboxBench.valid], true),
            (["a.cancelled.json": InboxBench.valid, "a.working.json": InboxBench.valid], false),
            (["a.cancelled.json": InboxBench.valid, "a.prompt.json": InboxBench.valid], false),
            (["a.cancelled.json": #"{"text": "of old"}"#], false), (["a.working.json": InboxBench.valid], false),
            (["b.canceled.json": InboxBench.valid], false), (["a.canceled.json": ""], false),
        ] as [([String: String], Bool)]
    )
    func findsAWishThatIsAlmostRight(files: [String: String], isFound: Bool) throws {
        for (name, content) in files { try self.bench.drop(name, content) }
        for _ in 0..<2 { #expect(try self.folder.cancelWish(for: .at("a"), content: self.content) == isFound) }
        #expect(self.bench.folder.exists("inbox/a.cancel.json") == isFound)
        #expect(try self.files.count == files.count)
    }
}
