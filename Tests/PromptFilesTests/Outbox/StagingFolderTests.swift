import Crypto
import Foundation
import Glibc
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

struct StagingFolderTests {
    private let outbox: TemporaryFolder

    init() throws {
        self.outbox = try TemporaryFolder()
    }

    private func name(_ text: String) throws -> OutputName {
        try OutputName(stem: text.split(separator: "/").map { Array($0.utf8) })
    }

    private func place(_ text: String = "sunset", job: JobID = .sample) throws -> ResultPlace {
        ResultPlace(outbox: try Outbox(at: self.outbox.path), name: try self.name(text), job: job)
    }

    private func staging(_ text: String = "sunset", job: JobID = .sample) throws -> StagingFolder {
        try self.place(text, job: job).staging()
    }

    private func find(_ text: String = "sunset") throws -> ResultPlace.Found { try self.place(text).find() }

    private var sidecar: [UInt8] { Array(#"{"job_id": "\#(JobID.sample)"}"#.utf8) }

    @Test(arguments: ["sunset", "campaign/spring/sunset"])
    func showsTheFolderOnceWithWhatIsKeptAndNothingElse(text: String) throws {
        let staging = try self.staging(text)
        try staging.add("sunset-1.png", [1])
        try staging.add("metadata.json", [2])
        let hidden = try self.name(text).folders.joined(separator: "/") + "/.sunset.\(JobID.sample)"
        try self.outbox.write("left over", to: "\(hidden)/.part-2")
        // File servers put such folders everywhere.
        try self.outbox.makeFolder("\(hidden)/@eaDir")
        try self.outbox.write("thumbnail", to: "\(hidden)/@eaDir/thumb")

        #expect(try staging.publish(["sunset-1.png", "metadata.json"]) == text)
        #expect(try self.outbox.names(in: text) == ["metadata.json", "sunset-1.png"])
        #expect(try self.outbox.bytes(of: "\(text)/sunset-1.png") == [1])
        let parent = try self.name(text).folders.joined(separator: "/")
        #expect(try self.outbox.names(in: parent.isEmpty ? "." : parent) == ["sunset"])
        let failure = #expect(throws: FileError.self) { try staging.publish(["metadata.json"]) }
        #expect(failure?.kind == .missing)
    }

    /// Names that differ only in case or in Unicode form are one name to Windows and macOS.
    @Test(
        arguments: [
            ([], "sunset", "sunset"), (["sunset"], "sunset", "sunset-2"), (["SunSet"], "sunset", "sunset-2"),
            (["sunset", "SUNSET-2"], "sunset", "sunset-3"), (["sunset-2"], "sunset", "sunset"),
            (["cafe\u{301}"], "caf\u{E9}", "caf\u{E9}-2"), (["CAFE\u{301}"], "caf\u{E9}", "caf\u{E9}-2"),
        ] as [([String], String, String)]
    )
    func takesTheFirstFreeName(existing: [String], wanted: String, got: String) throws {
        for name in existing { try self.outbox.makeFolder(.init(name)) }
        let staging = try self.staging(wanted)
        try staging.add("metadata.json", [1])
        #expect(Array(try staging.publish(["metadata.json"]).utf8) == Array(got.utf8))
        #expect(try self.outbox.bytes(of: "\(got)/metadata.json") == [1])
        for name in existing { #expect(try self.outbox.names(in: name) == []) }
    }

    @Test func doesNotReplaceAFileOfThatName() throws {
        try self.outbox.write("mine", to: "sunset")
        #expect(try self.staging().publish([]) == "sunset-2")
        #expect(try self.outbox.text(of: "sunset") == "mine")
    }

    /// A folder that might be gone after a power cut must not be shown.
    @Test func showsNothingIfItCannotBeFlushed() async throws {
        let staging = try self.staging()
        try staging.add("metadata.json", [1])
        let failure = await #expect(throws: FileError.self) {
            try await FailingCalls.run([(.flush, EIO)]) { try staging.publish(["metadata.json"]) }
        }
        #expect(failure?.kind == .inputOutput)
        #expect(try self.outbox.names() == [".sunset.\(JobID.sample)"])
    }

    @Test func findsNothingWhereNothingIs() throws {
        #expect(try self.find() == .nothing)
        #expect(try self.find("campaign/sunset") == .nothing)
        try self.outbox.makeFolder("sunset")
        try self.outbox.write("sunset", to: "sunset-notes.txt")
        try self.outbox.makeFolder("sunset-2")
        try self.outbox.write(#"{"job_id": "another"}"#, to: "sunset-2/metadata.json")
        #expect(try self.find() == .nothing)
    }

    @Test(arguments: ["sunset", "campaign/sunset"])
    func findsItsOwnBeforeAndAfterItIsShown(text: String) throws {
        let staging = try self.staging(text)
        #expect(try self.find(text) == .staged)
        try self.outbox.makeFolder(.init(text))
        try self.outbox.write(#"{"job_id": "another"}"#, to: "\(text)/metadata.json")
        try staging.add("metadata.json", self.sidecar)
        #expect(try staging.publish(["metadata.json"]) == "\(text)-2")
        #expect(try self.find(text) == .published("\(text)-2"))
    }

    @Test(
        arguments: [
            ("whole", [], []), ("missing", ["a.png"], ["a.png"]), ("short", ["a.png"], ["a.png"]),
            ("other bytes", [], ["a.png"]), ("link", ["a.png"], ["a.png"]),
        ] as [(String, [String], [String])]
    )
    func tellsDamageBySizeAndByHash(damage: String, quick: [String], thorough: [String]) throws {
        let staging = try self.staging()
        let hidden = ".sunset.\(JobID.sample)"
        try staging.add("a.png", Array("picture".utf8))
        let digest = SHA256.hash(data: Array("picture".utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        let file = CollectedFile(
            name: "a.png",
            bytes: 7,
            sha256: digest.joined(),
            mediaType: "image/png",
            width: nil,
            height: nil
        )
        switch damage {
        case "missing": try self.outbox.remove("\(hidden)/a.png")
        case "short": try self.outbox.write("pict", to: "\(hidden)/a.png")
        case "other bytes": try self.outbox.write("PICTURE", to: "\(hidden)/a.png")
        case "link":
            try self.outbox.remove("\(hidden)/a.png")
            try self.outbox.symbolicLink("\(hidden)/a.png", to: "elsewhr")
        default: break
        }
        #expect(try staging.damaged([file], thoroughly: false) == quick)
        #expect(try staging.damaged([file], thoroughly: true) == thorough)
    }

    @Test func removesItsOwnStagingFolderOnly() throws {
        let other = JobID(at: .now, random: 7)
        try self.staging().add("a", [1])
        try self.staging(job: other).add("a", [1])
        try self.outbox.makeFolder("sunset")
        for _ in 0..<2 { try self.place().removeStaging() }
        #expect(try self.outbox.names() == [".sunset.\(other)", "sunset"])
        try self.place("gone/sunset").removeStaging()
    }

    /// What is there of an earlier process's work is gone on with.
    @Test func opensAStagingFolderThatIsThereAlready() throws {
        try self.staging().add("a", [1])
        #expect(try self.staging().publish(["a"]) == "sunset")
        #expect(try self.outbox.names(in: "sunset") == ["a"])
    }

    // MARK: The second witness

    private func evidence(_ job: JobID = .sample) throws -> Job.OutboxTrace {
        try self.place(job: job).trace()
    }

    /// The marks go before the folder is shown, and the sidecar, which names the request, is there by then.
    @Test func aSidecarInStagingIsATraceToo() throws {
        let staging = try self.staging()
        #expect(try self.evidence() == .none)
        try staging.noteSubmission()
        #expect(try self.evidence() == .submitted)
        try staging.add("metadata.json", Array(#"{"job_id": "\#(JobID.sample)", "request_id": "req-9"}"#.utf8))
        try self.outbox.remove(".sunset.\(JobID.sample)/.submitted")
        #expect(try self.evidence() == .accepted(try #require(RequestID("req-9"))))
    }

    /// Catches a folder that shows a part of the result and is taken for all of it: the request may have more to give.
    @Test func aPartIsNotTheWhole() throws {
        try self.outbox.makeFolder("sunset")
        let part =
            #"{"job_id": "\#(JobID.sample)", "request_id": "req-9", "status": "partial", "files": [{"file": "a"}]}"#
        try self.outbox.write(part, to: "sunset/metadata.json")
        #expect(try self.evidence() == .accepted(try #require(RequestID("req-9"))))
        #expect(try self.place().find(listing: ["a"]) == .published("sunset"))
        #expect(try self.place().find(listing: ["a", "b"]) == .nothing)
        #expect(try self.place().find(listing: ["b"]) == .nothing)
    }

    /// Catches a file that anybody has put there, and that ends the job of a request that is paid.
    @Test func aFolderOfAnotherRequestTellsNothing() throws {
        try self.outbox.makeFolder("sunset")
        try self.outbox.write(#"{"job_id": "\#(JobID.sample)", "request_id": "planted"}"#, to: "sunset/metadata.json")
        let (own, planted) = (try #require(RequestID("req-9")), try #require(RequestID("planted")))
        #expect(try self.place().trace(of: own) == .none)
        #expect(try self.place().trace(of: planted) == .delivered)
        #expect(try self.place().trace() == .delivered)
    }

    /// The note is text of the id's own, and read up to a limit.
    @Test(arguments: ["req-9", "a/b", "..", "%2e", "a\"b\\c", "é 漢", String(repeating: "é", count: 256)])
    func aNotedRequestIsATraceWhateverItIsCalled(text: String) throws {
        let id = try #require(RequestID(text))
        let staging = try self.staging()
        try staging.noteSubmission()
        try staging.noteRequest(id)
        #expect(try self.evidence() == .accepted(id))
    }

    /// A job of the same name that was sent, and that an older copy of the journal may know nothing of.
    @Test func namesakesThatWereSentAreFound() throws {
        let (marked, empty, shown) = (
            JobID(at: .now, random: 1), JobID(at: .now, random: 2), JobID(at: .now, random: 3)
        )
        try self.staging(job: marked).noteSubmission()
        _ = try self.staging(job: empty)
        try self.outbox.makeFolder("sunset-2")
        try self.outbox.write(#"{"job_id": "\#(shown)"}"#, to: "sunset-2/metadata.json")
        try self.outbox.makeFolder("moon")
        try self.outbox.write(#"{"job_id": "\#(empty)"}"#, to: "moon/metadata.json")
        try self.staging().noteSubmission()
        let found = try self.place().namesakes()
        #expect(Set(found) == [marked, shown])
    }
}

extension JobID {
    /// The tests' job.
    static let sample = JobID(at: .init(timeIntervalSince1970: 1_700_000_000), random: 42)
}
