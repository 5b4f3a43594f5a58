import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// In which folder of the outbox results of a folder of the inbox lie.
struct ResultParentTests {
    private let outbox: TemporaryFolder

    init() throws {
        self.outbox = try TemporaryFolder()
    }

    private func place(_ text: String, _ job: UInt64 = 1) throws -> ResultPlace {
        let name = try OutputName(stem: text.split(separator: "/").map { Array($0.utf8) })
        return ResultPlace(outbox: try Outbox(at: self.outbox.path), name: name, job: Self.id(job))
    }

    private static func id(_ number: UInt64) -> JobID {
        JobID(at: .init(timeIntervalSince1970: 1_772_300_000), random: number)
    }

    private func deliver(_ text: String, _ job: UInt64 = 1) throws -> String {
        let staging = try self.place(text, job).staging()
        try staging.add("metadata.json", Array(#"{"job_id": "\#(Self.id(job))", "request_id": "r"}"#.utf8))
        return try staging.publish(["metadata.json"])
    }

    /// Catches a finished result that changes because another one is put into it.
    @Test func aResultIsNoParent() throws {
        #expect(try self.deliver("campaign", 1) == "campaign")
        #expect(try self.deliver("campaign/hero", 2) == "campaign-2/hero")
        #expect(try self.deliver("campaign/fox", 3) == "campaign-2/fox")
        #expect(try self.outbox.names(in: "campaign") == ["metadata.json"])
        #expect(try self.deliver("campaign", 4) == "campaign-3")
        for (text, job, found) in [("campaign/hero", 2, "campaign-2/hero"), ("campaign/fox", 3, "campaign-2/fox")] {
            #expect(try self.place(text, UInt64(job)).find() == .published(found))
            #expect(try self.place(text, UInt64(job)).trace() == .delivered)
        }
    }

    /// Catches folders that some clients of a share take for one, of which they then see one.
    @Test(arguments: [
        ("Alpha/x", "alpha/y", "alpha-2/y"), ("caf\u{E9}/x", "CAF\u{C9}/y", "CAF\u{C9}-2/y"),
        ("Alpha/In/x", "Alpha/in/y", "Alpha/in-2/y"), ("alpha/x", "alpha/y", "alpha/y"),
    ])
    func foldersThatAreOneNameToSomeAreTwo(_ first: String, _ second: String, _ place: String) throws {
        #expect(try self.deliver(first, 1) == first)
        #expect(try self.deliver(second, 2) == place)
        #expect(try self.deliver(second + "-more", 3) == place + "-more", "the same folder every time")
        #expect(try self.place(second, 2).find() == .published(place))
    }

    /// Catches a job whose staging, and with it the mark that it was sent, is not found when a result has gone since.
    @Test func whatIsStagedIsFoundWhateverHasComeOrGone() throws {
        #expect(try self.deliver("campaign", 1) == "campaign")
        let hero = try self.place("campaign/hero", 2)
        try hero.staging().noteSubmission()
        try self.outbox.rename("campaign", to: "elsewhere")
        #expect(try hero.find() == .staged)
        #expect(try hero.trace() == .submitted)
        #expect(try self.place("campaign/hero", 3).namesakes() == [Self.id(2)])
        let staging = try hero.staging()
        try staging.add("metadata.json", Array("{}".utf8))
        #expect(try staging.publish(["metadata.json"]) == "campaign-2/hero")
        try self.place("campaign/fox", 4).staging().noteSubmission()
        try self.place("campaign/fox", 4).removeStaging()
        #expect(try self.outbox.names(in: "campaign") == [])
    }

    /// Catches a mark behind numbers that are taken by other names, or free by now: its prompt would be sent again.
    @Test func aMarkIsFoundBehindAnyNumber() throws {
        for (job, name) in [(1, "Campaign"), (2, "Campaign-2"), (3, "Campaign-3"), (4, "Campaign-4")] {
            #expect(try self.deliver("Campaign", UInt64(job)) == name)
        }
        let hero = try self.place("campaign/hero", 5)
        try hero.staging().noteSubmission()
        #expect(try self.outbox.names(in: "campaign-5").count == 1)
        let others: [TemporaryFolder.Path] = ["Campaign-3", "Campaign", "Campaign-2", "Campaign-4"]
        for (number, name) in others.enumerated() {
            #expect(try hero.find() == .staged)
            #expect(try hero.trace() == .submitted)
            #expect(try self.place("campaign/hero", 6).namesakes() == [Self.id(5)])
            try self.outbox.rename(name, to: "elsewhere-\(number)")
        }
        try hero.staging().add("metadata.json", Array("{}".utf8))
        #expect(try self.outbox.names(in: "campaign-5").count == 1, "the same one, not a new one")
        try self.outbox.write("x", to: "campaign-01")
        try hero.removeStaging()
        #expect(try self.outbox.names(in: "campaign-5").isEmpty)
    }

    /// Catches a result that is put where a link leads, or in place of a file.
    @Test func whatIsNoFolderIsNotEntered() throws {
        try self.outbox.write("x", to: "file")
        try self.outbox.symbolicLink("link", to: "/tmp")
        for text in ["file/x", "link/x"] {
            let failure = #expect(throws: FileError.self) { try self.place(text).staging() }
            #expect(failure?.kind == .wrongKind && failure?.isOfOneItem == true, "\(text)")
            #expect(try self.place(text).find() == .nothing)
        }
    }
}
