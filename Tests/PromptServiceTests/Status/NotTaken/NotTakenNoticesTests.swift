import Foundation
import Logging
import PromptCore
import PromptFiles
import Testing

@testable import PromptService

/// `PROMPTD HAS NOT TAKEN THESE.txt`: when it is written, where, and when it goes.
struct NotTakenNoticesTests {
    private static let name = "PROMPTD HAS NOT TAKEN THESE.txt"
    private let notices = NotTakenNotices(.silent)
    private let clock = ContinuousClock.now

    /// Has the folders show what is noted.
    ///
    /// - Returns: whether there is more to do.
    @discardableResult
    private func update(
        _ bench: Workbench,
        _ summary: Inbox.Summary,
        present: Set<[FileName]> = [],
        after: Duration = .zero
    ) throws -> Bool {
        let list = NotTakenList(summary, [], zone: try #require(TimeZone(identifier: "UTC")))
        return self.notices.update(list, present, inbox: bench.inbox, at: self.clock + after)
    }

    private func exists(_ bench: Workbench, _ folder: String = "") -> Bool {
        FileManager.default.fileExists(atPath: "\(bench.inbox)/\(folder)\(Self.name)")
    }

    private func makeFolder(_ bench: Workbench, _ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(bench.inbox)/\(name)",
            withIntermediateDirectories: true
        )
    }

    private func inode(_ bench: Workbench) throws -> UInt64? {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(bench.inbox)/\(Self.name)")
        return (attributes[.systemFileNumber] as? NSNumber)?.uint64Value
    }

    /// Catches a notice that is written again although nothing has changed, is not when something has, or stays.
    @Test func itChangesWithItsCauses() async throws {
        try await Workbench.with { bench in
            var summary = try NotTakenListTests.noted(["a.json": "why a"])
            try self.update(bench, summary)
            #expect(try bench.text("inbox/\(Self.name)").hasSuffix("a.json\n    why a\n"))
            let first = try self.inode(bench)
            try self.update(bench, summary)
            // Looked at, and left as it is.
            try self.update(bench, summary, after: .seconds(90))
            #expect(try self.inode(bench) == first)
            summary.notTaken[[], try #require(FileName("b.json"))] = "why b"
            try self.update(bench, summary, after: .seconds(91))
            #expect(try bench.text("inbox/\(Self.name)").hasSuffix("b.json\n    why b\n"))
            try self.update(bench, Inbox.Summary(), after: .seconds(92))
            #expect(try bench.names(bench.inbox) == [])
        }
    }

    /// Catches a notice that somebody has removed, and that never comes again.
    @Test func oneThatWasRemovedComesAgain() async throws {
        try await Workbench.with { bench in
            let summary = try NotTakenListTests.noted(["a.json": "why a"])
            try self.update(bench, summary)
            try FileManager.default.removeItem(atPath: "\(bench.inbox)/\(Self.name)")
            try self.update(bench, summary, after: .seconds(90))
            #expect(self.exists(bench))
        }
    }

    /// Catches a notice of an earlier process that stays, with what a crash has left beside it.
    @Test func whatAnEarlierProcessHasLeftGoes() async throws {
        try await Workbench.with { bench in
            try self.makeFolder(bench, "anna")
            for name in [Self.name, ".\(Self.name).tmp", "anna/\(Self.name)"] { try bench.drop(name, "old") }
            let present: Set = [[], try NotTakenListTests.folder("anna")]
            try self.update(bench, try NotTakenListTests.noted(["anna/a.json": "why a"]), present: present)
            #expect(try bench.names(bench.inbox) == ["anna"])
            #expect(try bench.text("inbox/anna/\(Self.name)").hasSuffix("a.json\n    why a\n"))
        }
    }

    /// Catches what is told nowhere because its folder takes no notice, and a notice that stays above when it could be in
    /// its own folder.
    @Test func whereNothingCanBePutTheFolderAboveTells() async throws {
        try await Workbench.with { bench in
            let place = "anna/deep"
            try self.makeFolder(bench, "\(place)/\(Self.name)")
            let summary = try NotTakenListTests.noted(["\(place)/a.json": "why a", "anna/b.json": "why b"])
            try self.update(bench, summary)
            let text = try bench.text("inbox/anna/\(Self.name)")
            #expect(text.hasSuffix("\n\nb.json\n    why b\n\ndeep/a.json\n    why a\n"))
            #expect(!self.exists(bench))
            try FileManager.default.removeItem(atPath: "\(bench.inbox)/\(place)/\(Self.name)")
            try self.update(bench, summary, after: .seconds(90))
            #expect(try bench.text("inbox/\(place)/\(Self.name)").hasSuffix("a.json\n    why a\n"))
            #expect(try bench.text("inbox/anna/\(Self.name)").hasSuffix("\n\nb.json\n    why b\n"))
        }
    }

    /// Catches a folder that is gone and whose files are told of above it for ever.
    @Test func aFolderThatIsGoneIsNotToldOf() async throws {
        try await Workbench.with { bench in
            try self.update(bench, try NotTakenListTests.noted(["gone/a.json": "why a"]))
            #expect(try bench.names(bench.inbox) == [])
        }
    }

    /// Catches a turn that writes without end, or one that leaves something for good.
    @Test func aTurnIsBoundedAndTheNextGoesOn() async throws {
        try await Workbench.with { bench in
            var notes: [String: String] = [:]
            for number in 0..<600 {
                try self.makeFolder(bench, "f\(number)")
                notes["f\(number)/a.json"] = "why"
            }
            let summary = try NotTakenListTests.noted(notes)
            #expect(try self.update(bench, summary))
            var turns = 1
            while try self.update(bench, summary), turns < 1000 { turns += 1 }
            #expect(turns >= 2 && turns < 1000)
            for number in 0..<600 { #expect(self.exists(bench, "f\(number)/")) }
            // The inbox does not see at once that they are gone.
            let present = Set(summary.notTaken.folders.keys)
            while try self.update(bench, Inbox.Summary(), present: present), turns < 2000 { turns += 1 }
            #expect(turns < 2000)
            for number in 0..<600 { #expect(!self.exists(bench, "f\(number)/")) }
        }
    }
}
