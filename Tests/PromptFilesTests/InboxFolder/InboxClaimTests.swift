import Glibc
import PromptCore
import PromptTesting
import Synchronization
import SystemPackage
import Testing

@testable import PromptFiles

struct InboxClaimTests {
    private let bench: InboxBench
    private let content = Array(InboxBench.valid.utf8)

    init() throws {
        self.bench = try InboxBench()
        try self.bench.look()
    }

    private var files: [String] { get throws { try self.bench.folder.names(in: "inbox") } }

    private func claim(_ hint: String? = "a.prompt.json", _ content: [UInt8]? = nil) throws -> InboxFolder.Claim {
        try self.bench.inbox.claim(.at("a"), hint: hint.map { .named($0) }, content: content)
    }

    @Test(arguments: [("a.prompt.json", true), ("a.PROMPT.Json", true), ("a.PROMPT.Json", false)])
    func givesTheFileItsClaimedName(name: String, isHinted: Bool) throws {
        try self.bench.drop(name)
        #expect(try self.claim(isHinted ? name : nil, self.content) == .claimed)
        #expect(try self.files == ["a.working.json"])
        #expect(try self.bench.folder.bytes(of: "inbox/a.working.json") == self.content)
    }

    /// After a power cut the file may have both names; the dropped one, left there, would be paid for as a new drop.
    @Test func leavesOneNameOfAFileThatHasBoth() throws {
        try self.bench.drop("a.working.json")
        try self.bench.folder.link("inbox/a.working.json", to: "inbox/a.PROMPT.json")
        #expect(try self.claim(nil, self.content) == .claimed)
        #expect(try self.files == ["a.working.json"])
    }

    /// The other way round: what has been dropped since is another prompt, whatever it holds.
    @Test func leavesALaterDropOfTheSameContent() throws {
        try self.bench.drop("a.working.json")
        try self.bench.drop("a.prompt.json")
        #expect(try self.claim(nil, self.content) == .claimed)
        #expect(try self.files == ["a.prompt.json", "a.working.json"])
    }

    @Test func losesAFileThatIsGone() throws {
        #expect(try self.claim("a.prompt.json", self.content) == .lost)
        #expect(try self.claim(nil, self.content) == .lost)
    }

    @Test func losesAFileWhoseFolderIsGone() throws {
        let path = PromptPath.at("campaign/a")
        #expect(try self.bench.inbox.claim(path, hint: .named("a.prompt.json"), content: self.content) == .lost)
    }

    /// What is sent must be what is claimed.
    @Test func losesAFileWithOtherContent() throws {
        try self.bench.drop("a.prompt.json", #"{"text": "a blue boat"}"#)
        #expect(try self.claim("a.prompt.json", self.content) == .lost)
        #expect(try self.files == ["a.prompt.json"])
    }

    @Test func losesASymbolicLink() throws {
        try self.bench.folder.write(InboxBench.valid, to: "outside/real")
        try self.bench.folder.symbolicLink("inbox/a.prompt.json", to: "../outside/real")
        #expect(try self.claim("a.prompt.json", self.content) == .lost)
        #expect(try self.files == ["a.prompt.json"])
    }

    @Test func leavesBothFilesIfTheClaimedNameIsTaken() throws {
        try self.bench.drop("a.prompt.json")
        try self.bench.drop("a.working.json", "other")
        #expect(try self.claim("a.prompt.json", self.content) == .occupied)
        #expect(try self.files == ["a.prompt.json", "a.working.json"])
        #expect(try self.bench.folder.text(of: "inbox/a.working.json") == "other")
    }

    /// The rename was done, but it was not certain to last: the claim is repeated, and must not count as lost.
    @Test func goesOnWhereAFailedFlushLeftIt() async throws {
        try self.bench.drop("a.prompt.json")
        let (inbox, content) = (self.bench.inbox, self.content)
        let failure = await #expect(throws: FileError.self) {
            try await FailingCalls.run([(.flush, EIO)]) {
                try inbox.claim(.at("a"), hint: .named("a.prompt.json"), content: content)
            }
        }
        #expect(failure?.kind == .inputOutput)
        #expect(try self.files == ["a.working.json"])
        #expect(try self.claim(nil, self.content) == .claimed)
    }

    /// Catches a claim of another machine's that is taken for one's own: it may hold the very same bytes.
    @Test func aFirstAttemptFindsNothingOfItsOwn() throws {
        try self.bench.drop("a.working.json", String(decoding: self.content, as: UTF8.self))
        #expect(try self.claim("a.prompt.json", self.content) == .lost)
        #expect(try self.claim("a.prompt.json", nil) == .lost)
        #expect(try self.files == ["a.working.json"])
    }

    /// Catches what is no regular file and stops a claim with an error, or is claimed.
    @Test func whatIsNoFileHoldsNothing() throws {
        try self.bench.folder.makeFolder("inbox/a.prompt.json")
        #expect(try self.claim("a.prompt.json", self.content) == .lost)
        #expect(try self.claim("a.prompt.json", nil) == .lost)
        try self.bench.folder.symbolicLink("inbox/b.prompt.json", to: "elsewhere")
        try self.bench.folder.makePipe("inbox/c.prompt.json")
        let (inbox, content) = (self.bench.inbox, self.content)
        for name in ["b", "c"] {
            #expect(try inbox.claim(.at(name), hint: .named("\(name).prompt.json"), content: content) == .lost)
        }
    }

    /// Catches a file that a power cut shows under both names and that keeps its old one: it would be paid for again.
    ///
    /// Without a hint the claim is one that a start goes on with.
    @Test(arguments: [true, false])
    func removesTheOldNameIfTheFileShowsUnderBoth(isKept: Bool) throws {
        try self.bench.drop("a.prompt.json")
        try self.bench.folder.link("inbox/a.prompt.json", to: "inbox/a.working.json")
        #expect(try self.claim(nil, isKept ? self.content : nil) == .claimed)
        #expect(try self.files == ["a.working.json"])
    }

    /// Where a claim is a link and an unlink, another machine's claim under way looks just like that: it is that one's.
    @Test func leavesAClaimThatAnotherMachineHasBegun() throws {
        try self.bench.drop("a.prompt.json")
        try self.bench.folder.link("inbox/a.prompt.json", to: "inbox/a.working.json")
        #expect(try self.claim("a.prompt.json", self.content) == .occupied)
        #expect(try self.files == ["a.prompt.json", "a.working.json"])
    }

    private final class End: Sendable {
        let isReached = Atomic(false)
    }

    /// A writer that still has the file open goes on writing into the claimed one.
    @Test(.timeLimit(.minutes(1)))
    func givesBackWhatChangedWhileItWasClaimed() async throws {
        try self.bench.drop("a.prompt.json")
        let (inbox, folder, content) = (self.bench.inbox, self.bench.folder, self.content)
        let descriptor = open(folder.path(of: "inbox/a.prompt.json"), O_RDWR)
        defer { close(descriptor) }
        let end = End()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await Blocking.run(.inbox) {
                    var second = 1_000_000_000
                    while !end.isReached.load(ordering: .acquiring) {
                        guard folder.exists("inbox/a.working.json") else { continue }
                        second += 1
                        futimens(
                            descriptor,
                            [timespec(tv_sec: second, tv_nsec: 0), timespec(tv_sec: second, tv_nsec: 0)]
                        )
                    }
                }
            }
            // Usually at once; a claim that was quicker than the writer is undone and tried again.
            while inbox.state.withLock({ $0.givenBack.isEmpty }) {
                let claim = try inbox.claim(.at("a"), hint: .named("a.prompt.json"), content: content)
                guard claim == .claimed else { continue }
                try folder.rename("inbox/a.working.json", to: "inbox/a.prompt.json")
                try self.bench.look()
            }
            end.isReached.store(true, ordering: .releasing)
            try await group.waitForAll()
        }
        #expect(try self.files == ["a.prompt.json"])
        // promptd's own rename is no sign that the file is complete.
        try self.bench.look()
        #expect(self.bench.take() == nil)
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == ["a.prompt.json"])
    }

    /// Another prompt was dropped under the name meanwhile: the half-written one is not left under a claimed name, which
    /// would block that name for ever.
    @Test func givesBackUnderANumberIfTheNameIsTaken() throws {
        try self.bench.drop("a.working.json", "half")
        try self.bench.drop("a.prompt.json")
        let folder = try OpenDirectory(at: self.bench.folder.path(of: "inbox"))
        var places: [PromptPath] = []
        try self.bench.inbox.folder.giveBack(.named("a.working.json"), .named("a.prompt.json"), .at("a"), folder) {
            places.append($0)
        }
        #expect(places == [.at("a"), .at("a-2")])
        #expect(try self.files == ["a-2.prompt.json", "a.prompt.json"])
        #expect(try self.bench.folder.text(of: "inbox/a-2.prompt.json") == "half")
    }

    /// A file that could not be given back is known again by its inode, and never forgotten under its claimed name.
    @Test(arguments: [true, false])
    func givesBackWhatAnEarlierAttemptCouldNot(isNameTaken: Bool) throws {
        let prompt = try self.bench.taken("a.prompt.json")
        try self.bench.rename("a.prompt.json", to: "a.working.json")
        try self.bench.folder.append(" ", to: "inbox/a.working.json")
        if isNameTaken { try self.bench.drop("a.prompt.json") }
        let claim = try self.bench.inbox.folder.claim(
            .at("a"),
            hint: nil,
            file: prompt.status,
            content: self.content,
            onGiveBack: self.bench.inbox.willGiveBack
        )
        #expect(claim == .lost)
        #expect(try self.files == (isNameTaken ? ["a-2.prompt.json", "a.prompt.json"] : ["a.prompt.json"]))
    }

    /// A file in the way that is not the prompt's is left, whoever's it is.
    @Test func leavesAStrangersClaimedFileWhenItGoesOn() throws {
        let prompt = try self.bench.taken("a.prompt.json")
        try self.bench.drop("a.working.json", "other")
        let claim = try self.bench.inbox.folder.claim(
            .at("a"),
            hint: nil,
            file: prompt.status,
            content: self.content,
            onGiveBack: { _ in }
        )
        #expect(claim == .occupied)
        #expect(try self.files == ["a.prompt.json", "a.working.json"])
    }

    @Test func claimsAFileTooLargeToBeKeptByItsName() throws {
        try self.bench.drop("a.prompt.json", String(repeating: " ", count: 1 << 20 + 1))
        #expect(try self.claim("a.prompt.json", nil) == .claimed)
        #expect(try self.files == ["a.working.json"])
    }

    @Test func readsAReadyPromptOnlyAsItWas() throws {
        let prompt = try self.bench.taken("a.prompt.json")
        #expect(try self.bench.inbox.folder.read(prompt) == self.content)
        try self.bench.folder.append(" ", to: "inbox/a.prompt.json")
        #expect(try self.bench.inbox.folder.read(prompt) == nil)
        try self.bench.remove("a.prompt.json")
        #expect(try self.bench.inbox.folder.read(prompt) == nil)
        let large = try self.bench.taken("b.prompt.json", String(repeating: " ", count: 1 << 20 + 1))
        let failure = #expect(throws: FileError.self) { try self.bench.inbox.folder.read(large) }
        #expect(failure?.errno == .fileTooLarge)
    }
}
