import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

struct InboxSettlingTests {
    private let bench: InboxBench

    init() throws {
        self.bench = try InboxBench()
        try self.bench.look()
    }

    @Test func takesAtOnceWhatWasRenamedIn() throws {
        try self.bench.arrive("a.prompt.json")
        try self.bench.look()
        #expect(self.bench.takeAll() == ["a.prompt.json"])
    }

    @Test func waitsUntilAWrittenFileHasSettled() throws {
        try self.bench.drop("a.prompt.json")
        let wait = try self.bench.look()
        #expect(wait > .zero && wait <= InboxBench.settle)
        #expect(self.bench.summary.settling == 1)
        try self.bench.look(after: InboxBench.settle - .seconds(10))
        #expect(self.bench.takeAll() == [])
        try self.bench.look(after: .seconds(11))
        #expect(self.bench.takeAll() == ["a.prompt.json"])
        #expect(self.bench.summary.settling == 0)
    }

    /// An event without a change of the file (an open for writing that writes nothing) must not start the wait anew.
    @Test func doesNotStartTheWaitAnewWithoutAChange() throws {
        try self.bench.drop("a.prompt.json")
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle - .seconds(10))
        try self.bench.folder.append("", to: "inbox/a.prompt.json")
        try self.bench.look(after: .seconds(11))
        #expect(self.bench.takeAll() == ["a.prompt.json"])
    }

    @Test func neverTakesAFileThatKeepsChanging() throws {
        try self.bench.drop("a.prompt.json")
        for _ in 0..<5 {
            try self.bench.look()
            try self.bench.folder.append(" ", to: "inbox/a.prompt.json")
            try self.bench.look(after: InboxBench.settle - .seconds(1))
            #expect(self.bench.takeAll() == [])
        }
        try self.bench.look(after: InboxBench.settle)
        let prompt = try #require(self.bench.take())
        #expect(prompt.status.size == Int64(InboxBench.valid.utf8.count + 5))
    }

    /// A program that sets the modification time (`cp -p`, `touch`) has not finished with it.
    @Test func countsAChangeOfTheTimesAsAChange() throws {
        try self.bench.drop("a.prompt.json")
        try self.bench.look()
        try self.bench.folder.setModified("inbox/a.prompt.json", to: 1_000_000_000)
        try self.bench.look(after: InboxBench.settle + .seconds(1))
        #expect(self.bench.takeAll() == [])
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == ["a.prompt.json"])
    }

    /// What is found at start by the scan, by how old its last change seems.
    @Test(arguments: [(age: 120.0, isReady: true), (age: 0, isReady: false), (age: -3600, isReady: false)])
    func judgesWhatAScanFindsByItsAge(age: Double, isReady: Bool) throws {
        let bench = try InboxBench()
        try bench.drop("a.prompt.json")
        try bench.look(wall: Date().addingTimeInterval(age))
        #expect(bench.takeAll() == (isReady ? ["a.prompt.json"] : []))
        try bench.look(after: InboxBench.settle)
        #expect(bench.takeAll() == (isReady ? [] : ["a.prompt.json"]))
    }

    @Test(arguments: ["", " \n", "{", #"{"text": "a re"#, #"{"text": "a"}"#.dropLast() + "", "\0\0\0\0"])
    func callsUnfinishedContentInvalidOnlyAfterTheGracePeriod(content: String) throws {
        try self.bench.arrive("a.prompt.json", content)
        try self.bench.look()
        #expect(self.bench.summary.settling == 1)
        try self.bench.look(after: InboxBench.grace - .seconds(10))
        #expect(self.bench.take() == nil)
        try self.bench.look(after: .seconds(11))
        #expect(self.bench.take()?.isInvalid == true)
    }

    @Test func takesUnfinishedContentThatWasCompletedInTime() throws {
        try self.bench.arrive("a.prompt.json", #"{"text": "#)
        try self.bench.look()
        try self.bench.folder.append(#""a boat"}"#, to: "inbox/a.prompt.json")
        try self.bench.look()
        #expect(self.bench.take() == nil)
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.take()?.isInvalid == false)
    }

    /// Memory that is mapped may be written without a new time of change: that its writer closes the file is all that is told.
    @Test func looksAgainIntoAnUnfinishedFileThatWasClosed() throws {
        let half = InboxBench.valid.prefix(10) + String(repeating: "\0", count: InboxBench.valid.utf8.count - 10)
        try self.bench.drop("a.prompt.json", String(half))
        let file = try MappedFile(self.bench.folder.path(of: "inbox/a.prompt.json"))
        // The first write into a page sets the time.
        file.write(Array(half.utf8))
        try self.bench.look()
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.summary.settling == 1)
        file.write(Array(InboxBench.valid.utf8))
        try self.bench.look(after: .seconds(1))
        #expect(self.bench.take() == nil)
        file.close()
        try self.bench.look(after: .seconds(1))
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.take()?.isInvalid == false)
    }

    @Test(arguments: ["[]", "nonsense", #"{"text": 5}"#, #"{"text": "a", "sede": 1}"#, #"{"text": "a"} {}"#])
    func handsOutInvalidContentAtOnce(content: String) throws {
        try self.bench.arrive("a.prompt.json", content)
        try self.bench.look()
        #expect(self.bench.take()?.isInvalid == true)
    }

    @Test(arguments: [(excess: 0, isInvalid: false), (excess: 1, isInvalid: true)])
    func refusesAFileOfMoreThanAMebibyte(excess: Int, isInvalid: Bool) throws {
        let padding = String(repeating: " ", count: 1 << 20 - InboxBench.valid.utf8.count + excess)
        try self.bench.arrive("a.prompt.json", InboxBench.valid + padding)
        try self.bench.look()
        #expect(self.bench.take()?.isInvalid == isInvalid)
    }
}
