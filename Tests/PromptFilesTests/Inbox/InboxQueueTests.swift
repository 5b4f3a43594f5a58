import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

struct InboxQueueTests {
    private let bench: InboxBench

    init() throws {
        self.bench = try InboxBench()
        try self.bench.look()
    }

    @Test func takesByValidityThenPriorityThenArrival() throws {
        // What comes within one tick of the scan's beginning counts as seen then, and not as changed before.
        try self.bench.tick()
        for (number, name) in ["a", "b", "c", "late"].enumerated() {
            try self.bench.arrive("\(name).prompt.json")
            // Copies keep their times, however late they come.
            try self.bench.folder.setModified("inbox/\(name).prompt.json", to: 1_700_000_009 - number)
        }
        try self.bench.arrive("low.prompt.json", #"{"text": "x", "promptd": {"priority": -1}}"#)
        try self.bench.arrive("high.prompt.json", #"{"text": "x", "promptd": {"priority": 9}}"#)
        try self.bench.arrive("wrong.prompt.json", "[]")
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        let order = ["wrong", "high", "a", "b", "c", "late", "low"]
        #expect(self.bench.takeAll() == order.map { "\($0).prompt.json" })
    }

    /// Catches the prompt that goes first taken for the one that has waited longest, and one that waits by its owner's wish.
    @Test func knowsWhoHasWaitedLongest() throws {
        #expect(self.bench.inbox.oldestReady == nil)
        try self.bench.arrive("low.prompt.json", #"{"text": "x", "promptd": {"priority": -1}}"#)
        try self.bench.arrive("high.prompt.json", #"{"text": "x", "promptd": {"priority": 9}}"#)
        try self.bench.arrive("later.prompt.json", #"{"text": "x", "promptd": {"not_before": "2100-01-01T00:00:00Z"}}"#)
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        let high = try #require(self.bench.take())
        let low = try #require(self.bench.take())
        for prompt in [high, low] { self.bench.inbox.release(prompt.path) }
        try self.bench.look(after: InboxBench.settle)
        #expect(high.path.description == "high" && self.bench.inbox.oldestReady == low.arrived)
        // The kernel's clock may not have ticked in between.
        #expect(low.status.changed <= high.status.changed)
    }

    /// Catches a scan of which nobody knows how long it took.
    @Test func tellsOfItsLastScan() throws {
        let began = Date(timeIntervalSince1970: 1_800_000_000)
        try self.bench.look(after: InboxBench.scanInterval, wall: began)
        let scan = try #require(self.bench.inbox.lastScan)
        #expect(scan.began == began && scan.duration > .zero)
    }

    @Test func holdsAPromptBackUntilItsTime() throws {
        let start = Date(timeIntervalSince1970: 4_102_444_800)
        try self.bench.arrive("a.prompt.json", #"{"text": "x", "promptd": {"not_before": "2100-01-01T00:00:00Z"}}"#)
        try self.bench.look()
        #expect(self.bench.takeAll(at: start.addingTimeInterval(-1)) == [])
        let summary = self.bench.summary
        #expect(summary.later == 1 && summary.ready == 0 && summary.nextStart == start)
        #expect(self.bench.takeAll(at: start) == ["a.prompt.json"])
    }

    @Test(arguments: [(pause: "PAUSE", held: 2), (pause: "campaign/PAUSE", held: 1)])
    func holdsBackWhatIsBelowAPause(pause: String, held: Int) throws {
        try self.bench.folder.makeFolder("inbox/campaign")
        try self.bench.look()
        try self.bench.arrive("a.prompt.json")
        try self.bench.arrive("campaign/b.prompt.json")
        try self.bench.arrive("campaign/wrong.prompt.json", "[]")
        try self.bench.drop(pause, "lunch")
        try self.bench.look()
        #expect(self.bench.summary.paused == held)
        // Telling that one is wrong costs nothing, so that nothing holds it back.
        #expect(self.bench.takeAll() == Array(["campaign/wrong.prompt.json", "a.prompt.json"].prefix(3 - held)))
        #expect(self.bench.summary.paused == held)
        try self.bench.remove(pause)
        try self.bench.look()
        #expect(self.bench.takeAll().count == held)
    }

    @Test func leavesWhatIsNotAdmitted() throws {
        try self.bench.arrive("a.prompt.json")
        try self.bench.arrive("b.prompt.json")
        try self.bench.look()
        let taken = self.bench.inbox.take(at: Date()) { $0.path == .at("b") }
        #expect(taken?.path == .at("b"))
        #expect(self.bench.takeAll() == ["a.prompt.json"])
    }

    @Test func hearsWishesToCancel() throws {
        try self.bench.folder.makeFolder("inbox/campaign")
        try self.bench.arrive("campaign/a.working.json")
        try self.bench.look()
        #expect(self.bench.inbox.cancelCommands() == [])
        try self.bench.rename("campaign/a.working.json", to: "campaign/a.CANCEL.json")
        try self.bench.look()
        #expect(self.bench.inbox.cancelCommands() == [.at("campaign/a")])
        // What deals with it knows it by its name in small letters.
        try self.bench.rename("campaign/a.cancel.json", to: "campaign/a.working.json")
        try self.bench.look()
        #expect(self.bench.inbox.cancelCommands() == [])
    }

    @Test func hearsWishesToAdopt() throws {
        try self.bench.drop("a.Adopt.json")
        try self.bench.look()
        #expect(self.bench.inbox.adoptionCommands() == [.at("a")])
        #expect(try self.bench.inbox.folder.adoption(.at("a"))?.command == Array(InboxBench.valid.utf8))
        self.bench.inbox.commandEnded(.adopt, .at("a"))
        #expect(self.bench.inbox.adoptionCommands() == [])
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.bench.inbox.adoptionCommands() == [.at("a")], "it is still there")
    }

    @Test func handsAPromptOutAgainOnlyWhenItWasReleased() throws {
        let prompt = try self.bench.taken("a.prompt.json")
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.take() == nil)
        self.bench.inbox.release(prompt.path)
        try self.bench.look()
        #expect(self.bench.takeAll() == ["a.prompt.json"])
    }

    /// A full scan finds a prompt that waits for its name although nobody said that it is free.
    @Test func handsATakenPromptOutAgainAfterAScan() throws {
        _ = try self.bench.taken("a.prompt.json")
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.bench.takeAll() == ["a.prompt.json"])
    }

    @Test func handsAPromptOutAgainWhenTheClaimedFileInItsWayIsGone() throws {
        try self.bench.drop("a.working.json")
        let prompt = try self.bench.taken("a.prompt.json")
        let content = Array(InboxBench.valid.utf8)
        #expect(try self.bench.inbox.claim(prompt.path, hint: prompt.fileName, content: content) == .occupied)
        try self.bench.look()
        #expect(self.bench.take() == nil)
        try self.bench.remove("a.working.json")
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == ["a.prompt.json"])
    }

    @Test func forgetsWhatItsOwnerTookAway() throws {
        try self.bench.arrive("a.prompt.json")
        try self.bench.look()
        try self.bench.rename("a.prompt.json", to: "notes.json")
        try self.bench.look()
        #expect(self.bench.takeAll() == [])
        #expect(self.bench.summary.ready == 0)
    }

    /// What changed while it waited is settled again, and never handed out with the old status.
    @Test func settlesAReadyPromptAgainThatChanges() throws {
        try self.bench.arrive("a.prompt.json")
        try self.bench.look()
        try self.bench.folder.append(" ", to: "inbox/a.prompt.json")
        try self.bench.look()
        #expect(self.bench.take() == nil)
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.take()?.status.size == Int64(InboxBench.valid.utf8.count + 1))
    }

    /// Catches somebody's thousand prompts that all others have to wait for.
    @Test func foldersTakeTurns() throws {
        for folder in ["anna", "ben"] { try self.bench.folder.makeFolder("inbox/\(folder)") }
        try self.bench.look()
        for number in 1...4 { try self.bench.arrive("anna/\(number).prompt.json") }
        try self.bench.arrive("own.prompt.json")
        try self.bench.arrive("ben/1.prompt.json")
        try self.bench.arrive("ben/2.prompt.json")
        try self.bench.look()
        var order = (0..<3).compactMap { _ in self.bench.take()?.path.description }
        #expect(order == ["own", "anna/1", "ben/1"])
        // Who comes back has waited for nothing, and does not go before those who have.
        try self.bench.arrive("own-2.prompt.json")
        try self.bench.look()
        while let prompt = self.bench.take() { order.append(prompt.path.description) }
        #expect(order.dropFirst(3) == ["anna/2", "own-2", "ben/2", "anna/3", "anna/4"])
    }

    /// Catches a prompt that finds no room and keeps smaller ones behind it from going.
    @Test func whatDoesNotFitHoldsNobodyUp() throws {
        try self.bench.arrive("big.prompt.json", #"{"text": "Generate 9 images of a boat"}"#)
        for name in ["a", "b"] { try self.bench.arrive("\(name).prompt.json") }
        try self.bench.look()
        let fits: (ReadyPrompt.Demand) -> Bool = { $0.images < 9 }
        func take() -> String? { self.bench.inbox.take(at: Date(), fits: fits) { _ in true }?.path.description }
        #expect([take(), take(), take()] == ["a", "b", nil])
        #expect(self.bench.summary.demands == [.init(model: .seedreamSequential, images: 9): 1])
        #expect(self.bench.takeAll() == ["big.prompt.json"])
    }

    /// Catches the prompts of a folder in which nothing can be done that are claimed one after the other.
    @Test func aBlockedFolderWaits() throws {
        try self.bench.folder.makeFolder("inbox/campaign")
        try self.bench.look()
        for name in ["campaign/a", "campaign/b", "c"] { try self.bench.arrive("\(name).prompt.json") }
        try self.bench.look()
        let folder = PromptPath.at("campaign/a").folder
        self.bench.inbox.block(folder, why: "it is closed")
        #expect(self.bench.summary.paused == 2 && self.bench.summary.ready == 1)
        #expect(self.bench.takeAll() == ["c.prompt.json"])
        try self.bench.arrive("campaign/d.prompt.json")
        try self.bench.look()
        #expect(self.bench.take() == nil)
        self.bench.inbox.unblock(folder)
        #expect(self.bench.takeAll() == ["a", "b", "d"].map { "campaign/\($0).prompt.json" })
    }

    /// Catches a pause that sends a prompt before its own time when it ends.
    @Test func aPauseDoesNotChangeAPromptsTime() throws {
        let start = Date(timeIntervalSince1970: 4_102_444_800)
        try self.bench.arrive("a.prompt.json", #"{"text": "x", "promptd": {"not_before": "2100-01-01T00:00:00Z"}}"#)
        try self.bench.drop("PAUSE", "")
        try self.bench.look()
        #expect(self.bench.takeAll(at: start) == [])
        try self.bench.remove("PAUSE")
        try self.bench.look()
        #expect(self.bench.takeAll(at: start.addingTimeInterval(-1)) == [])
        #expect(self.bench.takeAll(at: start) == ["a.prompt.json"])
    }
}
