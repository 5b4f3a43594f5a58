import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

struct JournalRepeatHoldTests {
    private let folder: TemporaryFolder
    private let journal: Journal

    init() throws {
        self.folder = try TemporaryFolder()
        self.journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
    }

    private func reopened() throws -> Journal { try Journal(path: self.folder.path(of: "journal.sqlite")) }

    /// Every inode there can be, with and without a time of birth.
    @Test(
        arguments: [
            RepeatHold(inode: 0, birth: nil, phase: .holding), RepeatHold(inode: .max, birth: .min, phase: .held),
            RepeatHold(inode: 1 << 63, birth: 1_700_000_000_123_456_789, phase: .holding),
        ]
    )
    func isKnownToTheNextProcess(hold: RepeatHold) async throws {
        try await self.journal.save(hold, of: .at("a/boat"))
        #expect(try await self.reopened().repeatHold(of: .at("a/boat")) == hold)
        #expect(try await self.reopened().repeatHold(of: .at("boat")) == nil)
    }

    @Test func aLaterOneOfTheNameTakesItsPlace() async throws {
        var hold = RepeatHold(inode: 1, birth: 2, phase: .holding)
        try await self.journal.save(hold, of: .at("boat"))
        hold.phase = .held
        hold.birth = nil
        try await self.journal.save(hold, of: .at("boat"))
        #expect(try await self.reopened().repeatHold(of: .at("boat")) == hold)
        #expect(try await self.reopened().repeatHolds().count == 1)
    }

    @Test func allAreTold() async throws {
        let sources: [PromptPath] = [
            .at("a"), PromptPath(stem: .bytes([0xFF, 0x61])), PromptPath(stem: .bytes(Array("caf\u{E9}".utf8))),
            PromptPath(stem: .bytes(Array("cafe\u{301}".utf8))),
        ]
        for (number, source) in sources.enumerated() {
            try await self.journal.save(RepeatHold(inode: UInt64(number), birth: nil, phase: .held), of: source)
        }
        let found = try await self.reopened().repeatHolds().sorted { $0.hold.inode < $1.hold.inode }
        #expect(found.map(\.source) == sources)
        #expect(found.map(\.hold.inode) == [0, 1, 2, 3])
    }

    @Test func aRemovedOneIsGoneAndRemovingItAgainIsNothing() async throws {
        try await self.journal.save(RepeatHold(inode: 1, birth: nil, phase: .held), of: .at("boat"))
        try await self.journal.save(RepeatHold(inode: 2, birth: nil, phase: .held), of: .at("ship"))
        for _ in 0..<2 { try await self.journal.removeRepeatHold(of: .at("boat")) }
        #expect(try await self.reopened().repeatHolds().map(\.source) == [.at("ship")])
    }
}
