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
        try self.bench.inbox.folder.cancelled(path, content: nil) {}
        try self.bench.inbox.folder.removeClaimed(path, content: nil)
        try self.bench.inbox.folder.putAwayOldExplanation(path)
        try self.bench.inbox.folder.removeRepeatNote(path)
        try self.bench.inbox.folder.cancelCameTooLate(path, content: nil)
        #expect(try self.bench.inbox.folder.cancelUnclaimed(path, onCancel: { _ in }, onKeep: {}) == nil)
        #expect(try !self.bench.inbox.folder.cancelWish(for: path, content: nil))
        #expect(try self.files == [])
    }
}
