import Foundation
import PromptCore
import PromptFiles
import PromptJournal
import Testing

@testable import PromptService

/// What was to be cancelled while promptd was away, of which the journal knows nothing: the outbox's mark decides, whatever
/// the wish is called.
@Suite(.timeLimit(.minutes(1)))
struct CancelAtStartTests {
    private static let prompt = #"{"text": "Draw 1 image of a pixel."}"#
    /// A job's name, as a staging folder carries it.
    private static let job = Job.sample("a").id
    static let spellings = [
        "a.cancel.json", "a.canceled.json", "a.working.cancel.json", "a.cancel.working.json", "a.cancel.json.txt",
    ]

    /// What is left of a prompt that was about to be sent, and perhaps sent.
    private static func stage(_ bench: Workbench, _ mark: String?, _ content: String = "") throws {
        let folder = "\(bench.outbox)/.a.\(Self.job)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(Self.prompt.utf8).write(to: URL(filePath: "\(folder)/a.prompt.json"))
        if let mark { try Data(content.utf8).write(to: URL(filePath: "\(folder)/\(mark)")) }
    }

    private static func showResult(_ bench: Workbench, published: String) throws {
        let folder = "\(bench.outbox)/a"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(Self.prompt.utf8).write(to: URL(filePath: "\(folder)/a.prompt.json"))
        let sidecar = #"{"job_id": "\#(Self.job)", "request_id": "request-1", "times": {"published": "\#(published)"}}"#
        try Data(sidecar.utf8).write(to: URL(filePath: "\(folder)/metadata.json"))
    }

    private static func drain(_ bench: Workbench) async throws {
        let api = ScriptedAPI()
        try await bench.drain(api)
        #expect(api.submissions.isEmpty)
    }

    private static func isUnknown(_ bench: Workbench, _ name: String = "a") throws {
        #expect(try bench.text("inbox/\(name).error.json").contains(#""code": "unknown_history""#))
        #expect(try bench.names(bench.inbox).contains("\(name).cancelled.json") == false)
    }

    private static func isCancelled(_ bench: Workbench) throws {
        #expect(try bench.names(bench.inbox) == ["a.cancelled.json"])
        let record = try bench.text("inbox/.promptd/ends/a.json")
        #expect(record.contains(#""outcome": "cancelled""#))
        #expect(record.contains(#""may_have_been_charged": false"#))
    }

    /// Catches a prompt that was never claimed, and whose owner is told that it may have been charged.
    @Test(arguments: Self.spellings)
    func neverClaimed(_ name: String) async throws {
        try await Workbench.with { bench in
            try bench.drop(name, Self.prompt)
            try await Self.drain(bench)
            try Self.isCancelled(bench)
        }
    }

    /// Catches a charge that is told as cancelled, because the journal is lost and the name is another one.
    @Test(arguments: Self.spellings + ["a.cancelled.json"])
    func perhapsSent(_ name: String) async throws {
        try await Workbench.with { bench in
            try Self.stage(bench, ".submitted")
            try bench.drop(name, Self.prompt)
            try await Self.drain(bench)
            try Self.isUnknown(bench)
            #expect(try bench.names(bench.inbox) == ["a.error.json", "a.failed.json"])
            #expect(try bench.names(bench.outbox).isEmpty)
        }
    }

    /// Catches a paid request that nobody collects because its prompt was to be cancelled.
    @Test(arguments: Self.spellings + ["a.cancelled.json"])
    func theRequestIsKnown(_ name: String) async throws {
        try await Workbench.with { bench in
            try Self.stage(bench, ".request", "request-1")
            try bench.drop(name, Self.prompt)
            try await Self.drain(bench)
            #expect(try bench.names(bench.inbox).isEmpty)
            #expect(try bench.names(bench.outbox) == ["a"])
        }
    }

    /// Catches a prompt that was claimed and not sent yet, or provably not charged, and is told as perhaps charged.
    @Test(arguments: Self.spellings)
    func claimedAndNotSent(_ name: String) async throws {
        try await Workbench.with { bench in
            try Self.stage(bench, nil)
            try bench.drop(name, Self.prompt)
            try await Self.drain(bench)
            try Self.isCancelled(bench)
        }
    }

    /// Catches a charge that is told as cancelled because its file was edited, or has another name or folder.
    @Test(arguments: ["a.cancel.json", "b.cancel.json", "camp/b.canceled.json"])
    func changedOrMoved(_ name: String) async throws {
        try await Workbench.with { bench in
            try Self.stage(bench, ".submitted")
            try FileManager.default.createDirectory(atPath: "\(bench.inbox)/camp", withIntermediateDirectories: true)
            let isMoved = name != "a.cancel.json"
            try bench.drop(name, isMoved ? Self.prompt : #"{"text": "Draw 1 image of a boat."}"#)
            try await Self.drain(bench)
            try Self.isUnknown(bench, isMoved ? name.split(separator: ".").first.map(String.init) ?? "" : "a")
        }
    }

    /// Catches a prompt that is told as perhaps charged for the sake of another one that says the same.
    @Test func anothersMark() async throws {
        try await Workbench.with { bench in
            try Self.stage(bench, ".submitted")
            try bench.drop("a.working.json", Self.prompt)
            try bench.drop("b.cancel.json", Self.prompt)
            try await Self.drain(bench)
            #expect(try bench.names(bench.inbox) == ["a.error.json", "a.failed.json", "b.cancelled.json"])
        }
    }

    /// Catches a mark of a job that is over, as the journal knows, and that is held against the next prompt of its name.
    @Test func theMarkOfAKnownJob() async throws {
        try await Workbench.with { bench in
            var job = Job.sample("a")
            job.claimed(at: Date())
            _ = job.cancelRequested()
            job.settled()
            let journal = try bench.journal()
            try await journal.add(job, prompt: Array(Self.prompt.utf8))
            try await journal.close()
            try Self.stage(bench, ".submitted")
            try bench.drop("a.cancel.json", Self.prompt)
            try await Self.drain(bench)
            try Self.isCancelled(bench)
        }
    }

    /// Catches a failed prompt that may have been charged and seems cancelled: its explanation tells.
    @Test(arguments: ["a.cancel.json", "a.canceled.json"])
    func failedBefore(_ name: String) async throws {
        try await Workbench.with { bench in
            let explanation = #"{"error": {}, "may_have_been_charged": true}"#
            try bench.drop("a.error.json", explanation)
            try bench.drop(name, Self.prompt)
            try await Self.drain(bench)
            #expect(try bench.names(bench.inbox) == ["a.error.json", "a.failed.json"])
            #expect(try bench.text("inbox/a.error.json") == explanation)
        }
    }

    /// Catches a delivered prompt that seems cancelled, and one that came later and is taken for it.
    @Test(arguments: ["2999-01-01T00:00:00.000Z", "2001-01-01T00:00:00.000Z"])
    func delivered(_ published: String) async throws {
        try await Workbench.with { bench in
            try Self.showResult(bench, published: published)
            try bench.drop("a.cancel.json", Self.prompt)
            let isBirthKnown = try InboxFolder(path: bench.inbox).commandBirth(.named("a")) != nil
            try await Self.drain(bench)
            // The one goes as a claimed file does; the other was made after the result, as far as the file system tells.
            let names = try bench.names(bench.inbox)
            let later = isBirthKnown ? ["a.cancelled.json"] : ["a.error.json", "a.failed.json"]
            #expect(names == (published.hasPrefix("2999") ? [] : later))
            #expect(try bench.names(bench.outbox) == ["a"])
        }
    }

    /// Catches a guess while the outbox is away.
    @Test func whileTheOutboxIsAwayNobodyTells() async throws {
        try await Workbench.with { bench in
            let outbox = try Outbox(at: bench.outbox)
            let lost = LostRequests(outbox, InboxFolder(path: bench.inbox), try bench.journal())
            try FileManager.default.moveItem(atPath: bench.outbox, toPath: bench.outbox + ".away")
            await #expect(throws: FileError.self) { try await lost.all() }
            try FileManager.default.moveItem(atPath: bench.outbox + ".away", toPath: bench.outbox)
            #expect(try await lost.all().isEmpty)
        }
    }
}
