import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// Where programs look for how their drops have ended (contract §3.1).
struct InboxEndRecordTests {
    private let bench: InboxBench
    private let key: PromptID
    private var folder: InboxFolder { self.bench.inbox.folder }

    init() throws {
        self.bench = try InboxBench()
        self.key = try #require(PromptID(rawValue: "order-4711"))
    }

    private func put(
        _ path: PromptPath,
        _ id: PromptID? = nil,
        second: Double = 0,
        unless isKept: (([UInt8]) -> Bool)? = nil
    ) throws {
        let time = Date(timeIntervalSince1970: 1_700_000_000 + second)
        let record = EndRecord(
            cancelled: path,
            origin: JobOrigin(),
            at: time,
            daemon: DaemonIdentity(version: "1", host: "h")
        )
        try self.folder.putEnd(record, of: path, id: id, unless: isKept, .all)
    }

    private func names(_ folder: String) throws -> [String] {
        try self.bench.folder.names(in: "inbox/.promptd/\(folder)")
    }

    private func ended(_ name: String) throws -> Double? {
        let text = try self.bench.folder.text(of: "inbox/.promptd/\(name)")
        return EndRecord.ended(in: Array(text.utf8))?.timeIntervalSince1970
    }

    /// Catches a record in another place than the contract says, and one that stays when its name is taken up again.
    @Test func liesUnderItsNameAndItsKeyUntilTheyAreTakenUpAgain() throws {
        try self.put(.at("campaign/hero"), self.key)
        #expect(try self.names("ends/campaign") == ["hero.json"] && self.names("ids") == ["order-4711.json"])
        try self.folder.removeEnd(of: .at("campaign/hero"), id: self.key, for: nil)
        #expect(try self.names("ends/campaign") == [] && self.names("ids") == [])
        // Most have none.
        try self.folder.removeEnd(of: .at("campaign/other/hero"), id: self.key, for: nil)
    }

    /// Catches a start that tells again what a program has read.
    @Test func whatIsKeptStays() throws {
        try self.put(.at("a"), self.key)
        try self.put(.at("a"), self.key, second: 5, unless: { _ in true })
        #expect(try self.ended("ends/a.json") == 1_700_000_000 && self.ended("ids/order-4711.json") == 1_700_000_000)
        try self.put(.at("a"), self.key, second: 5, unless: { _ in false })
        #expect(try self.ended("ends/a.json") == 1_700_000_005 && self.ended("ids/order-4711.json") == 1_700_000_005)
    }

    /// Catches a program's name for which no record can be written although it may be a prompt's.
    @Test func theLongestNameHasOne() throws {
        let longest = String(repeating: "x", count: 229)
        #expect(InboxName(.named("\(longest).prompt.json")) == .file(.named(longest), .prompt))
        try self.put(.at(longest))
        #expect(try self.names("ends") == ["\(longest).json"])
    }

    /// Catches what somebody has put in the way, which must be that record's trouble alone.
    @Test func whatIsInTheWayIsOneItemsTrouble() throws {
        try self.put(.at("a"))
        try self.bench.folder.write("mine", to: "inbox/.promptd/ends/b")
        let failure = #expect(throws: FileError.self) { try self.put(.at("b/c")) }
        #expect(failure?.isOfOneItem == true)
        let second = #expect(throws: FileError.self) { try self.folder.removeEnd(of: .at("b/c"), id: nil, for: nil) }
        #expect(second?.isOfOneItem == true)
    }

    /// Catches records that are kept for ever, or that go although they are young.
    @Test func theOldOnesGo() throws {
        for name in ["old/deep/a", "old/b", "young/c"] { try self.put(.at(name), self.key) }
        for name in ["ends/old/deep/a.json", "ends/old/b.json", "ids/order-4711.json"] {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
                ofItemAtPath: self.bench.folder.path(of: "inbox/.promptd/\(name)")
            )
        }
        for name in 0..<5 { try self.put(.at("old/young-\(name)")) }
        for folder in try self.folder.endFolders() {
            var next: Int? = 0
            while let first = next {
                let before = Date(timeIntervalSince1970: 1_500_000_000)
                next = try self.folder.pruneEnds(in: folder, before: before, from: first, limit: 2)
            }
        }
        #expect(try self.names("ends") == ["old", "young"] && self.names("ends/young") == ["c.json"])
        #expect(try self.names("ends/old") == (0..<5).map { "young-\($0).json" })
        #expect(try self.names("ids") == [])
    }

    private static let paidJob = "0abcdefghjkmnpqr"

    /// Catches a paid record that is lost to an end of the same key that has cost nothing, or to a new attempt.
    @Test func thePaidRecordOfAKeyStays() throws {
        try self.put(.at("a"), self.key)
        let paid = """
            {"name": "old", "id": "order-4711", "outcome": "delivered", "folder": "old", "job_id": "\(Self.paidJob)",
            "may_have_been_charged": true}
            """
        try self.bench.folder.write(paid, to: "inbox/.promptd/ids/order-4711.json")
        try self.put(.at("a"), self.key, second: 5)
        #expect(try self.ended("ends/a.json") == 1_700_000_005)
        try self.folder.removeEnd(of: .at("a"), id: self.key, for: nil)
        #expect(try self.names("ends") == [])
        #expect(try self.bench.folder.text(of: "inbox/.promptd/ids/order-4711.json") == paid)
        // It is that job itself which goes on.
        try self.folder.removeEnd(of: .at("a"), id: self.key, for: JobID(Self.paidJob))
        #expect(try self.names("ids") == [])
    }

    private func kind() throws -> String {
        switch try self.folder.keyFile(of: self.key) {
        case .none: "none"
        case .content(let bytes): "\(bytes.count) bytes"
        case .unreadable: "unreadable"
        case .noFolder: "no folder"
        }
    }

    /// Catches what is in the way of one key's record and counts as none, and what is in the way of all and counts as one's.
    @Test func whatIsUnderAKey() throws {
        #expect(try self.kind() == "none")
        try self.bench.folder.makeFolder("inbox/.promptd")
        try self.bench.folder.write("mine", to: "inbox/.promptd/ids")
        #expect(try self.kind() == "no folder")
        try self.bench.folder.remove("inbox/.promptd/ids")
        try self.bench.folder.makeFolder("inbox/.promptd/ids")
        #expect(try self.kind() == "none")
        try self.bench.folder.write("abc", to: "inbox/.promptd/ids/order-4711.json")
        #expect(try self.kind() == "3 bytes")
        try self.bench.folder.remove("inbox/.promptd/ids/order-4711.json")
        try self.bench.folder.makeFolder("inbox/.promptd/ids/order-4711.json")
        #expect(try self.kind() == "unreadable")
    }
}
