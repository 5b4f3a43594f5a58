import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// Prompts that were delivered already and come again, and claimed ones that are dropped anew.
struct InboxRepeatTests {
    private let bench: InboxBench
    private let other = #"{"text": "a blue boat"}"#
    private let note = RepeatNote.bytes(["It was made before."])

    init() throws {
        self.bench = try InboxBench()
        try self.bench.look()
    }

    private var folder: InboxFolder { self.bench.inbox.folder }
    private var files: [String] { get throws { try self.bench.folder.names(in: "inbox") } }
    private func text(_ name: String) throws -> String { try self.bench.folder.text(of: "inbox/\(name)") }

    private func hold(_ prompt: ReadyPrompt) throws -> InboxFolder.HeldRepeat? {
        try self.folder.holdRepeat(prompt, note: { _ in self.note }, onGiveBack: self.bench.inbox.willGiveBack)
    }

    @Test(arguments: ["a.prompt.json", "a.PROMPT.json"])
    func holdsARepeatWithANote(name: String) throws {
        let prompt = try self.bench.taken(name)
        let held = try #require(try self.hold(prompt))
        #expect(held.path == .at("a"))
        #expect(held.inode == prompt.status.inode)
        #expect(try self.files == ["a.repeat.json", "a.repeat.txt"])
        #expect(try self.text("a.repeat.json") == InboxBench.valid)
        #expect(try self.bench.folder.bytes(of: "inbox/a.repeat.txt") == self.note)
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.bench.takeAll() == [])
        #expect(self.bench.summary.notes == [:])
    }

    @Test func aLaterCopyTakesThePlaceOfTheHeldOne() throws {
        let first = try self.hold(try self.bench.taken("a.prompt.json"))
        let second = try self.hold(try self.bench.taken("a.prompt.json"))
        #expect(first?.path == .at("a") && second?.path == .at("a"))
        #expect(first?.inode != second?.inode)
        #expect(try self.files == ["a.repeat.json", "a.repeat.txt"])
    }

    @Test func aRepeatOfOtherBytesGetsANumber() throws {
        try self.bench.drop("a.repeat.json", self.other)
        let held = try self.hold(try self.bench.taken("a.prompt.json"))
        #expect(held?.path == .at("a-2"))
        #expect(try self.files == ["a-2.repeat.json", "a-2.repeat.txt", "a.repeat.json"])
        #expect(try self.text("a.repeat.json") == self.other)
    }

    @Test func replacesNoNoteThatSomebodyElseWrote() throws {
        try self.bench.drop("a.repeat.txt", "mine")
        #expect(try self.hold(try self.bench.taken("a.prompt.json"))?.path == .at("a-2"))
        #expect(try self.text("a.repeat.txt") == "mine")
    }

    @Test func holdsNothingThatHasChangedOrGone() throws {
        let prompt = try self.bench.taken("a.prompt.json")
        try self.bench.folder.append(" ", to: "inbox/a.prompt.json")
        #expect(try self.hold(prompt) == nil)
        try self.bench.remove("a.prompt.json")
        #expect(try self.hold(prompt) == nil)
        #expect(try self.files == [])
    }

    /// A repeat that its owner has renamed back is the very file, and no held one is beside it.
    @Test func tellsARepeatThatWasRenamedBackFromACopy() throws {
        let first = try self.bench.taken("a.prompt.json")
        let held = try #require(try self.hold(first))
        try self.bench.rename("a.repeat.json", to: "a.prompt.json")
        try self.bench.look()
        let taken = try #require(self.bench.take())
        let back = try #require(try self.folder.repeatWitness(taken))
        #expect(back == .init(inode: held.inode, birth: held.birth, isHeldFileThere: false))
        try self.bench.rename("a.prompt.json", to: "a.repeat.json")
        let copy = try self.bench.taken("a.prompt.json")
        let other = try #require(try self.folder.repeatWitness(copy))
        #expect(other.isHeldFileThere)
        #expect(other.inode != held.inode)
        try self.bench.remove("a.prompt.json")
        #expect(try self.folder.repeatWitness(copy) == nil)
    }

    /// A mark goes with its file, and with no copy.
    @Test func aMarkStaysWithItsFile() throws {
        let directory = try OpenDirectory(at: self.bench.folder.path)
        try self.bench.folder.write("x", to: "file")
        #expect(try directory.mark(of: .named("file")) == nil)
        guard let mark = try directory.mark(.named("file")) else { return }
        try directory.rename(.named("file"), to: .named("other"))
        #expect(try directory.mark(of: .named("other")) == mark)
        try self.bench.folder.write("x", to: "file")
        #expect(try directory.mark(of: .named("file")) == nil)
    }

    @Test func knowsWhenAFileWasMade() throws {
        let directory = try OpenDirectory(at: self.bench.folder.path)
        try self.bench.folder.write("x", to: "file")
        try self.bench.folder.setModified("file", to: 1)
        // Where the file system does not know, nothing is made up.
        if let birth = try directory.birth(of: .named("file")) { #expect(birth > 1_600_000_000_000_000_000) }
        #expect(try directory.birth(of: .named("nothing")) == nil)
    }

    @Test(arguments: [
        (newer: InboxBench.valid, InboxFolder.Superseded.removed, [] as [String]),
        (#"{"text": "a blue boat"}"#, .cancelled(.named("a.cancelled.json")), ["a.cancelled.json"]),
    ])
    func makesRoomForANewerVersion(newer: String, end: InboxFolder.Superseded, left: [String]) throws {
        try self.bench.drop("a.working.json")
        try self.bench.drop("a.prompt.json", newer)
        let content = Array(InboxBench.valid.utf8)
        func supersede() throws -> InboxFolder.Superseded {
            try self.folder.supersede(.at("a"), newer: .named("a.prompt.json"), content: content) {}
        }
        #expect(try supersede() == end)
        #expect(try supersede() == .absent)
        #expect(try self.files == left + ["a.prompt.json"])
        #expect(try self.text("a.prompt.json") == newer)
    }

    @Test func supersedesUnderANumberIfAnEarlierOneWasCancelled() throws {
        try self.bench.drop("a.working.json")
        try self.bench.drop("a.prompt.json", self.other)
        try self.bench.drop("a.cancelled.json", "old")
        let end = try self.folder.supersede(.at("a"), newer: .named("a.prompt.json"), content: nil) {}
        #expect(end == .cancelled(.named("a-2.cancelled.json")))
        #expect(try self.text("a.cancelled.json") == "old")
    }
}
