import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// Who came first: by what the inbox has seen, and never by a time that a copy has brought with it.
struct InboxArrivalTests {
    private let bench: InboxBench
    private static let year2020 = 1_577_836_800

    init() throws {
        self.bench = try InboxBench()
    }

    /// Renames a file in that has kept the time of its last change.
    private func copyIn(_ name: String) throws {
        try self.bench.folder.write(InboxBench.valid, to: "outside/copy")
        try self.bench.folder.setModified("outside/copy", to: Self.year2020)
        try self.bench.folder.rename("outside/copy", to: "inbox/\(name)")
    }

    private func order() throws -> [String] {
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        return self.bench.takeAll()
    }

    /// Catches a copy of an old file that goes before those who wait, or seems to have waited for years.
    @Test(arguments: [true, false])
    func aCopiedTimeJumpsNoQueue(isSeenAtOnce: Bool) throws {
        let began = Date()
        try self.bench.look()
        try self.bench.arrive("b.prompt.json")
        if !isSeenAtOnce { try self.bench.look() }
        try self.bench.tick()
        try self.copyIn("a.prompt.json")
        try self.bench.look()
        #expect(self.bench.take()?.path == .at("b"))
        let copy = try #require(self.bench.take())
        #expect(copy.status.modified == Int64(Self.year2020) * 1_000_000_000)
        #expect(copy.arrived > began.addingTimeInterval(-1) && copy.arrived <= Date())
    }

    /// The files of a folder keep their times when it is moved.
    @Test func aFolderThatIsMovedInCameWhenItWasMoved() throws {
        try self.bench.folder.makeFolder("inbox/campaign")
        try self.bench.folder.makeFolder("outside/spring")
        try self.bench.folder.write(InboxBench.valid, to: "outside/spring/a.prompt.json")
        try self.bench.tick()
        try self.bench.look()
        try self.bench.arrive("campaign/b.prompt.json")
        try self.bench.look()
        try self.bench.folder.rename("outside/spring", to: "inbox/campaign/spring")
        try self.bench.look(after: InboxBench.settle)
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.take()?.path == .at("campaign/b"))
        let moved = try #require(self.bench.take())
        #expect(moved.path == .at("campaign/spring/a") && moved.arrived > moved.status.changedDate)
    }

    /// Catches a change of owners or rights, as administrators make to a whole share, that puts the queue in another order;
    /// and an edit that keeps the place of what it replaces.
    @Test(arguments: [true, false])
    func onlyNewContentIsAnArrival(isEdit: Bool) throws {
        try self.bench.look()
        for name in ["a", "b"] {
            try self.bench.arrive("\(name).prompt.json")
            try self.bench.tick()
        }
        try self.bench.look()
        if isEdit {
            try self.bench.folder.append(" ", to: "inbox/a.prompt.json")
        } else {
            let path = self.bench.folder.path(of: "inbox/a.prompt.json")
            try FileManager.default.setAttributes([.posixPermissions: 0o664], ofItemAtPath: path)
        }
        #expect(try self.order() == (isEdit ? ["b", "a"] : ["a", "b"]).map { "\($0).prompt.json" })
    }

    /// Catches a clock that is set back, and puts whoever comes then before those who wait.
    @Test func aClockThatIsSetBackChangesNoOrder() throws {
        try self.bench.look()
        try self.bench.arrive("b.prompt.json")
        try self.bench.look()
        try self.bench.arrive("a.prompt.json")
        let wall = Date().addingTimeInterval(-3600)
        try self.bench.look(wall: wall)
        #expect(self.bench.take()?.path == .at("b"))
        #expect(self.bench.take()?.arrived == wall)
    }

    /// Catches a restart that puts what waits in another order, or makes it look new.
    @Test func whatLiesThereAtAStartHasTheOrderItCameIn() throws {
        try self.bench.arrive("b.prompt.json")
        try self.bench.tick()
        try self.copyIn("a.prompt.json")
        let later = Date().addingTimeInterval(86_400)
        try self.bench.look(wall: later)
        #expect(self.bench.take()?.path == .at("b"))
        let copy = try #require(self.bench.take())
        #expect(copy.arrived == copy.status.changedDate)
        #expect(copy.arrived < later.addingTimeInterval(-80_000))
    }
}
