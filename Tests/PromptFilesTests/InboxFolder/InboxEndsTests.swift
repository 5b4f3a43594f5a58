import Glibc
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

struct InboxEndsTests {
    private let bench: InboxBench

    init() throws {
        self.bench = try InboxBench()
    }

    private var files: [String] { get throws { try self.bench.folder.names(in: "inbox") } }

    /// Fails `a` as the job `job`; the explanation says which job and under which name.
    private func fail(_ job: String = "job 1", _ path: PromptPath = .at("a")) throws {
        try self.bench.inbox.folder.fail(
            path,
            isOwn: { String(decoding: $0, as: UTF8.self).hasPrefix(job) },
            explanation: { Array("\(job) as \($0)".utf8) }
        )
    }

    @Test(arguments: ["a.working.json", "a.cancel.json"])
    func failsWithAnExplanationBesideTheFile(claimed: String) throws {
        try self.bench.drop(claimed, "bytes")
        try self.fail()
        #expect(try self.files == ["a.error.json", "a.failed.json"])
        #expect(try self.bench.folder.text(of: "inbox/a.failed.json") == "bytes")
        #expect(try self.bench.folder.text(of: "inbox/a.error.json") == "job 1 as a")
    }

    /// Who sees the failed name must find the reason; and a crash in between must not leave a second number.
    @Test func writesTheExplanationFirstAndGoesOnAfterwards() async throws {
        try self.bench.drop("a.working.json")
        let inbox = self.bench.inbox
        let failure = await #expect(throws: FileError.self) {
            try await FailingCalls.run([(.renameWithoutReplacing, EIO)]) {
                try inbox.folder.fail(.at("a"), isOwn: { _ in true }, explanation: { _ in Array("job 1".utf8) })
            }
        }
        #expect(failure?.kind == .inputOutput)
        #expect(try self.files == ["a.error.json", "a.working.json"])
        try self.fail()
        #expect(try self.files == ["a.error.json", "a.failed.json"])
    }

    @Test func changesNothingWhenRepeated() throws {
        try self.bench.drop("a.failed.json", "first")
        try self.bench.drop("a.error.json", "job 0")
        try self.bench.drop("a.working.json", "second")
        for _ in 0..<3 { try self.fail() }
        #expect(try self.files == ["a-2.error.json", "a-2.failed.json", "a.error.json", "a.failed.json"])
        #expect(try self.bench.folder.text(of: "inbox/a.error.json") == "job 0")
        #expect(try self.bench.folder.text(of: "inbox/a-2.failed.json") == "second")
        #expect(try self.bench.folder.text(of: "inbox/a-2.error.json") == "job 1 as a-2")
    }

    /// Deleting is never a command; what may have been charged is told all the same.
    @Test func explainsEvenIfTheClaimedFileIsGone() throws {
        for _ in 0..<2 { try self.fail() }
        #expect(try self.files == ["a.error.json"])
    }

    /// As text such a name would become three times as long, and too long.
    @Test func failsAFileWithALongNameThatIsNotUTF8() throws {
        let stem = [UInt8](repeating: 0xFF, count: 200)
        let name = Array("inbox/".utf8) + stem + Array(".working.json".utf8)
        try self.bench.folder.write("bytes", to: .init(bytes: name))
        try self.fail("job 1", PromptPath(stem: .bytes(stem)))
        let names = try OpenDirectory(at: self.bench.folder.path(of: "inbox")).entries()
        let expected = [".error.json", ".failed.json"].map { FileName.bytes(stem + Array($0.utf8)) }
        #expect(names.sorted() == expected)
    }

    @Test func doesNothingIfTheFolderIsGone() throws {
        let path = PromptPath.at("campaign/a")
        try self.fail("job 1", path)
        try self.bench.inbox.folder.cancelled(path)
        try self.bench.inbox.folder.removeClaimed(path)
        try self.bench.inbox.folder.removeOldExplanation(path)
        try self.bench.inbox.folder.cancelCameTooLate(path)
        #expect(try self.files == [])
    }

    @Test(arguments: ["a.working.json", "a.cancel.json"])
    func givesACancelledFileTheFirstFreeName(claimed: String) throws {
        try self.bench.drop("a.cancelled.json", "first")
        try self.bench.drop(claimed, "second")
        for _ in 0..<2 { try self.bench.inbox.folder.cancelled(.at("a")) }
        #expect(try self.files == ["a-2.cancelled.json", "a.cancelled.json"])
        #expect(try self.bench.folder.text(of: "inbox/a-2.cancelled.json") == "second")
    }

    @Test func takesAWishBackThatCameTooLate() throws {
        try self.bench.drop("a.cancel.json", "bytes")
        for _ in 0..<2 { try self.bench.inbox.folder.cancelCameTooLate(.at("a")) }
        #expect(try self.files == ["a.working.json"])
    }

    /// Somebody copied the claimed file instead of renaming it; the command would else be refused for ever.
    @Test func removesALateWishThatLiesBesideTheClaimedFile() throws {
        try self.bench.drop("a.cancel.json", "copy")
        try self.bench.drop("a.working.json", "bytes")
        try self.bench.inbox.folder.cancelCameTooLate(.at("a"))
        #expect(try self.files == ["a.working.json"])
        #expect(try self.bench.folder.text(of: "inbox/a.working.json") == "bytes")
    }

    @Test(arguments: [[], ["a.working.json"], ["a.cancel.json"], ["a.working.json", "a.cancel.json"]])
    func removesTheClaimedFileOfADeliveredPrompt(claimed: [String]) throws {
        for name in claimed + ["a.prompt.json", "b.working.json"] { try self.bench.drop(name) }
        try self.bench.inbox.folder.removeClaimed(.at("a"))
        #expect(try self.files == ["a.prompt.json", "b.working.json"])
    }

    @Test(
        arguments: [
            (["a.error.json"], []), (["a.error.json", "a.failed.json"], ["a.error.json", "a.failed.json"]),
            ([], []), (["a.error.json", "b.error.json"], ["b.error.json"]),
        ] as [([String], [String])]
    )
    func removesAnExplanationThatHasLostItsFailure(before: [String], after: [String]) throws {
        for name in before { try self.bench.drop(name) }
        try self.bench.inbox.folder.removeOldExplanation(.at("a"))
        #expect(try self.files == after)
    }
}
