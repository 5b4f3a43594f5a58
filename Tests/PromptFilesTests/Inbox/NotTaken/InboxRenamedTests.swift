import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// Claimed files that their owners rename while they are worked on.
struct InboxRenamedTests {
    private let bench: InboxBench

    init() throws {
        self.bench = try InboxBench()
        try self.bench.folder.makeFolder("inbox/camp")
        try self.bench.drop("a.working.json")
        try self.bench.look()
    }

    private var claims: [String] {
        self.bench.inbox.renamedClaims.map { "\($0.prompt): \(InboxFolder.text($0.folder, $0.name))" }
    }

    private static let names = [
        "a.failed.json", "a.repeat.json", "a.error.json", "a.adopt.json", "a.done.json", "a.json", "a.failed.json.txt",
        "b.working.json", "camp/a.failed.json",
    ]

    /// Catches a name that is passed over in silence, or taken for what it says, while its file is worked on.
    @Test(arguments: Self.names, [Duration.zero, InboxBench.scanInterval])
    func isKnownUnderAnyName(_ name: String, _ look: Duration) throws {
        try self.bench.rename("a.working.json", to: name)
        try self.bench.look(after: look)
        #expect(self.claims == ["a: \(name)"])
        #expect(self.bench.summary.notes == [:] && self.bench.inbox.adoptionCommands() == [])
        // Renamed again, and back.
        try self.bench.rename(name, to: "a.kept.json")
        try self.bench.look(after: look)
        #expect(self.claims == ["a: a.kept.json"])
        try self.bench.rename("a.kept.json", to: "a.working.json")
        try self.bench.look(after: look)
        #expect(self.claims == [])
    }

    /// Catches a job's own end that is taken for its owner's doing, and what is told when the job is over.
    @Test func promptdsOwnEndIsNone() throws {
        try self.bench.drop("a.error.json", "{}")
        try self.bench.rename("a.working.json", to: "a.failed.json")
        try self.bench.look()
        #expect(self.claims == [])
        try self.bench.drop("c.working.json")
        try self.bench.look()
        try self.bench.rename("c.working.json", to: "c.done.json")
        try self.bench.look()
        #expect(self.claims == ["c: c.done.json"])
        self.bench.inbox.release(.at("c"))
        #expect(self.claims == [])
    }
}
