import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// What people are told of, as the inbox knows it.
struct InboxNotTakenTests {
    private let bench: InboxBench

    init() throws {
        self.bench = try InboxBench()
        try self.bench.look()
    }

    private func name(_ text: String) throws -> FileName { try #require(FileName(text)) }

    /// Catches other programs' trees that flood people with what is none of their prompts, and a person's own folder in
    /// which a prompt of the wrong name is passed over.
    @Test(arguments: [true, false])
    func aPlainJSONFileIsToldWherePeoplePutTheirPrompts(isScanned: Bool) throws {
        for folder in ["anna", "anna/project"] { try self.bench.folder.makeFolder("inbox/\(folder)") }
        try self.bench.look()
        for folder in ["", "anna/", "anna/project/"] { try self.bench.drop("\(folder)just.json") }
        try self.bench.folder.makeFolder("inbox/folder.json")
        try self.bench.look(after: isScanned ? InboxBench.scanInterval : .zero)
        #expect(self.bench.summary.notes.keys.sorted() == ["anna/just.json", "just.json"])
        for name in ["just.json", "anna/just.json"] { try self.bench.remove(name) }
        try self.bench.look()
        #expect(self.bench.summary.notes == [:])
    }

    /// Catches a template that somebody has filled in and saved in its place, and waits for; and one that is told of as
    /// promptd has put it there.
    @Test(arguments: [true, false])
    func aTemplateThatIsFilledInIsTold(isScanned: Bool) throws {
        let template = InboxHelp.template.description
        let look = isScanned ? InboxBench.scanInterval : Duration.zero
        let untouched = String(decoding: InboxHelp.templateText, as: UTF8.self)
        try self.bench.drop(template, untouched)
        try self.bench.look(after: look)
        #expect(self.bench.summary.notes == [:])
        try self.bench.drop(template, untouched.replacing("16:9", with: "21:9"))
        try self.bench.look(after: look)
        // As long as it was, with another content.
        #expect(self.bench.summary.notes[template]?.contains("end in .prompt.json") == true)
        try self.bench.drop(template, untouched)
        try self.bench.look(after: look)
        #expect(self.bench.summary.notes == [:])
        try self.bench.drop(template, untouched.replacing("\"\"", with: "\"a hat\""))
        try self.bench.look(after: look)
        #expect(self.bench.summary.notes[template]?.contains("end in .prompt.json") == true)
        #expect(self.bench.takeAll() == [])
    }

    /// Catches a folder that is not entered since its name might be a file's that is told of.
    @Test(arguments: ["Team.Prompts", "x.prompt (1)"])
    func aFolderOfALooseNameIsEntered(name: String) throws {
        try self.bench.folder.makeFolder("inbox/\(name)")
        try self.bench.look()
        try self.bench.arrive("\(name)/a.prompt.json")
        try self.bench.look()
        #expect(self.bench.takeAll() == ["\(name)/a.prompt.json"])
        #expect(self.bench.summary.notes == [:])
    }

    /// Catches a RESUME that lies there in vain and is told of later than other gestures, and one that is told of although
    /// it counts.
    @Test func aResumeInVainIsToldAtOnce() throws {
        try self.bench.folder.makeFolder("inbox/anna")
        self.bench.inbox.knowsStop { true }
        try self.bench.drop("RESUME", "")
        try self.bench.drop("anna/resume.txt", "")
        try self.bench.look()
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(Array(self.bench.summary.notes.keys) == ["anna/resume.txt"])
        try self.bench.remove("RESUME")
        try self.bench.look()
        self.bench.inbox.knowsStop { false }
        try self.bench.drop("RESUME", "")
        try self.bench.look()
        #expect(self.bench.summary.notes["RESUME"]?.contains("remove it") == true)
        for name in ["RESUME", "anna/resume.txt"] { try self.bench.remove(name) }
        try self.bench.look()
        #expect(self.bench.summary.notes == [:])
    }

    /// Catches notices of an earlier process that nobody would remove, in whatever folder and state.
    @Test func noticesThatLieThereAreFound() throws {
        for folder in ["anna", "ben"] { try self.bench.folder.makeFolder("inbox/\(folder)") }
        try self.bench.drop("PROMPTD HAS NOT TAKEN THESE.txt", "old")
        try self.bench.drop("anna/.PROMPTD HAS NOT TAKEN THESE.txt.tmp", "half")
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.bench.summary.notices == [[], [try self.name("anna")]])
        try self.bench.remove("PROMPTD HAS NOT TAKEN THESE.txt")
        try self.bench.remove("anna/.PROMPTD HAS NOT TAKEN THESE.txt.tmp")
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.bench.summary.notices == [])
    }

    /// Catches a pause that is told without what it holds up, or as one that has just come when it is written to.
    @Test func aPauseIsToldWithWhatItHoldsUp() throws {
        for folder in ["anna", "anna/deep", "ben"] { try self.bench.folder.makeFolder("inbox/\(folder)") }
        try self.bench.look()
        let before = Date().addingTimeInterval(-1)
        try self.bench.drop("anna/PAUSE", "")
        for name in ["anna/a", "anna/deep/b", "ben/c", "d"] { try self.bench.arrive("\(name).prompt.json") }
        try self.bench.look()
        let held = try #require(self.bench.inbox.heldFolders(busy: []).first)
        #expect(held.folder == [try self.name("anna")] && held.waiting == 2)
        guard case .pause(let name, let since) = held.cause else { throw Missing() }
        #expect(name == (try self.name("PAUSE")) && since > before)
        try self.bench.drop("anna/PAUSE", "later")
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.bench.inbox.heldFolders(busy: []) == [held])
        try self.bench.remove("anna/PAUSE")
        try self.bench.look()
        #expect(self.bench.inbox.heldFolders(busy: []) == [])
        #expect(self.bench.summary.ready == 4)
    }

    private struct Missing: Error {}

    /// Catches a folder in which nothing can be done that is not told of, or for ever.
    @Test func aClosedFolderIsToldWithWhatWaitsThere() throws {
        try self.bench.folder.makeFolder("inbox/anna")
        try self.bench.look()
        for name in ["a", "b", "c"] { try self.bench.arrive("anna/\(name).prompt.json") }
        try self.bench.look()
        let folder = [try self.name("anna")]
        let taken = self.bench.take()
        self.bench.inbox.block(folder, why: "it is closed")
        #expect(self.bench.inbox.heldFolders(busy: []) == [HeldFolder(folder, .trouble("it is closed"), waiting: 2)])
        // Handed out, and still under its dropped name: a scan has it wait with the others.
        for wait in [InboxBench.scanInterval, InboxBench.settle] { try self.bench.look(after: wait) }
        let path = try #require(taken?.path)
        #expect(self.bench.inbox.heldFolders(busy: [path, .at("x")]).map(\.waiting) == [2])
        self.bench.inbox.unblock(folder)
        #expect(self.bench.inbox.heldFolders(busy: []) == [])
    }

    /// Catches counts of what waits that lose or keep one.
    @Test func parkedPromptsAreCountedByFolder() throws {
        var parked = ParkedPrompts()
        func prompt(_ path: String) throws -> ReadyPrompt {
            let status = try #require(try OpenDirectory(at: "/").status(try self.name("tmp")))
            let file = Sighting(try self.name("x"), status, Sighting.Arrival(look: 0, time: status.changedDate))
            return ReadyPrompt(.at(path), file, priority: 0, notBefore: nil, demand: nil)
        }
        for path in ["a", "b/c", "b/d", "b/e/f", "bb/g", "b/c"] { parked.insert(try prompt(path)) }
        let folders: Set = [[], [try self.name("b")], [try self.name("b"), try self.name("e")], [try self.name("z")]]
        #expect(parked.counts(below: folders).values.sorted() == [1, 3, 5])
        #expect(parked.remove(.at("b/c")) && !parked.remove(.at("b/c")))
        #expect(parked.counts(below: [[try self.name("b")]]).values.sorted() == [2])
    }

    /// Catches a selection that differs from the beginning of what is sorted.
    @Test(arguments: [0, 1, 7, 50, 100])
    func theSmallestAreThoseThatAreSortedFirst(count: Int) {
        let numbers = (0..<60).map { ($0 * 37) % 23 }
        #expect(numbers.smallest(count, by: <) == Array(numbers.sorted().prefix(count)))
    }
}
