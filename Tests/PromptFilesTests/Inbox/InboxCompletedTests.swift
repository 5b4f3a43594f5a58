import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// A writer that stalls for longer than the grace period: its prompt is refused, and taken all the same when it is whole.
struct InboxCompletedTests {
    private let bench: InboxBench
    private static let half = #"{"text": "a red"#

    init() throws {
        self.bench = try InboxBench()
        try self.bench.look()
    }

    private func fail(_ failure: Failure) throws {
        let told = Explanation.bytes(
            failure,
            name: .at("a"),
            origin: nil,
            job: nil,
            file: .named("a.failed.json"),
            at: Date(),
            daemon: DaemonIdentity(version: "1", host: "h")
        )
        try self.bench.folder.write(told, to: "inbox/a.error.json")
    }

    private static let unfinished = Failure.invalid(
        Rejection(.init(.unfinishedJSON, "$", message: "it ends too early", hint: "finish it"))
    )
    private static let wrong = Failure.invalid(Rejection(.init(.invalidJSON, "$", message: "wrong", hint: "mend it")))

    @Test(arguments: [true, false])
    func takesAnUnfinishedPromptWhenItIsWhole(isScanned: Bool) throws {
        try self.bench.drop("a.failed.json", Self.half)
        try self.fail(Self.unfinished)
        try self.bench.look(after: InboxBench.scanInterval)
        #expect(self.bench.folder.exists("inbox/a.failed.json"))
        try self.bench.folder.append(#" boat"}"#, to: "inbox/a.failed.json")
        if isScanned {
            try self.bench.folder.setModified("inbox/a.failed.json", to: Int(Date().timeIntervalSince1970) + 5)
        }
        try self.bench.look(after: isScanned ? InboxBench.scanInterval : .zero)
        #expect(!self.bench.folder.exists("inbox/a.failed.json"))
        // promptd's rename is no sign that the writer is done.
        try self.bench.look()
        #expect(self.bench.take() == nil)
        try self.bench.look(after: InboxBench.settle)
        #expect(self.bench.takeAll() == ["a.prompt.json"])
    }

    /// Catches a file that was completed while nobody watched, and passed over since it has the time that it has elsewhere;
    /// and promptd's own rename, taken for a change, so that each scan reads every failed file.
    @Test(arguments: [(0, 2, false), (0, 60, true), (1, 0, true)])
    func knowsAChangeByEitherTime(modified: Int64, changed: Int64, isOne: Bool) throws {
        try self.bench.drop("a")
        let told = try #require(try OpenDirectory(at: self.bench.folder.path(of: "inbox")).status(.init(fixed: "a")))
        var file = told
        file.modified += modified * 1_000_000_000
        file.changed += changed * 1_000_000_000
        #expect(InboxPass.isChanged(file, since: told) == isOne)
    }

    /// What failed for another reason, or may have been charged, is its owner's to rename back.
    @Test(arguments: [Self.wrong, .unknownHistory, nil])
    func leavesWhatFailedOtherwise(failure: Failure?) throws {
        try self.bench.drop("a.failed.json", Self.half)
        if let failure { try self.fail(failure) }
        try self.bench.look()
        try self.bench.folder.append(#" boat"}"#, to: "inbox/a.failed.json")
        try self.bench.look()
        #expect(self.bench.folder.exists("inbox/a.failed.json"))
    }

    @Test func replacesNoPromptThatWasDroppedMeanwhile() throws {
        try self.bench.drop("a.failed.json", Self.half)
        try self.fail(Self.unfinished)
        try self.bench.drop("a.prompt.json", #"{"text": "newer"}"#)
        try self.bench.folder.append(#" boat"}"#, to: "inbox/a.failed.json")
        try self.bench.look()
        #expect(try self.bench.folder.text(of: "inbox/a.prompt.json") == #"{"text": "newer"}"#)
        #expect(self.bench.folder.exists("inbox/a.failed.json"))
    }
}
