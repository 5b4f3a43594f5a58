import Foundation
import PromptCore
import PromptFiles
import PromptJournal
import Testing

@testable import PromptService

/// The journal is lost, and the outbox still knows something of the claimed file.
@Suite(.timeLimit(.minutes(1)))
struct LostJournalTests {
    private static let prompt = #"{"text": "Draw 1 image of a pixel."}"#

    /// A job's name, as a staging folder carries it.
    private static let job = Job.sample("a").id

    private static func loseJournal(_ bench: Workbench) throws {
        for name in try bench.names(bench.state) where name.hasPrefix("journal") {
            try FileManager.default.removeItem(atPath: "\(bench.state)/\(name)")
        }
    }

    /// Catches a prompt that is delivered, and whose owner is invited to pay for it again.
    @Test func aDeliveredPromptIsKnownByItsFolder() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json", Self.prompt)
            try await bench.drain(ScriptedAPI())
            try Self.loseJournal(bench)
            // As if the process had been killed before the claimed file was removed, whose name is older than the folder.
            let sidecar = bench.outbox + "/a/metadata.json"
            try bench.drop("a.working.json", Self.prompt)
            let later = Date(timeIntervalSinceNow: 5).ISO8601Format(.init(includingFractionalSeconds: true))
            try Self.setPublished(later, in: sidecar)
            let api = ScriptedAPI()
            try await bench.drain(api)
            #expect(api.submissions.isEmpty)
            #expect(try bench.names(bench.inbox).isEmpty)
            #expect(try bench.names(bench.outbox) == ["a"])
        }
    }

    private static func setPublished(_ time: String, in sidecar: String) throws {
        let text = try String(contentsOfFile: sidecar, encoding: .utf8)
            .replacing(/"published": "[^"]*"/) { _ in #""published": "\#(time)""# }
        try Data(text.utf8).write(to: URL(filePath: sidecar))
    }

    /// Catches a claimed file that is removed as delivered since a folder that is called like a numbered one has the same
    /// prompt's result: its owner would never hear of it again.
    @Test func anotherFoldersResultIsNotItsOwn() async throws {
        try await Workbench.with { bench in
            for folder in ["campaign", "campaign-2"] {
                try FileManager.default.createDirectory(
                    atPath: "\(bench.inbox)/\(folder)",
                    withIntermediateDirectories: true
                )
            }
            try bench.drop("campaign-2/a.prompt.json", Self.prompt)
            try await bench.drain(ScriptedAPI())
            try Self.loseJournal(bench)
            try bench.drop("campaign/a.working.json", Self.prompt)
            let sidecar = "\(bench.outbox)/campaign-2/a/metadata.json"
            try Self.setPublished("2999-01-01T00:00:00.000Z", in: sidecar)
            let api = ScriptedAPI()
            try await bench.drain(api)
            #expect(api.submissions.isEmpty)
            #expect(try bench.names("\(bench.inbox)/campaign") == ["a.error.json", "a.failed.json"])
        }
    }

    /// Catches a second submission of a prompt that is taken for the first one's, which was delivered: it may be paid for.
    @Test func aFolderThatIsOlderThanTheClaimSaysNothing() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json", Self.prompt)
            try await bench.drain(ScriptedAPI())
            try Self.loseJournal(bench)
            try bench.drop("a.working.json", Self.prompt)
            let api = ScriptedAPI()
            try await bench.drain(api)
            #expect(api.submissions.isEmpty)
            #expect(try bench.names(bench.inbox) == ["a.error.json", "a.failed.json"])
            #expect(try bench.text("inbox/a.error.json").contains(#""code": "unknown_history""#))
        }
    }

    private static func stage(
        _ bench: Workbench,
        _ mark: String,
        _ content: String,
        as name: String = "a",
        _ job: JobID = Self.job
    ) throws {
        let folder = "\(bench.outbox)/.\(name).\(job)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(Self.prompt.utf8).write(to: URL(filePath: "\(folder)/\(name).prompt.json"))
        try Data(content.utf8).write(to: URL(filePath: "\(folder)/\(mark)"))
        try bench.drop("\(name).working.json", Self.prompt)
    }

    /// Catches a copied folder that ends the daemon, or gives two prompts one request.
    @Test func aRequestIsOnePromptsAlone() async throws {
        try await Workbench.with { bench in
            try Self.stage(bench, ".request", "request-1")
            try Self.stage(bench, ".request", "request-1", as: "b", Job.sample("b", 2).id)
            let api = ScriptedAPI()
            try await bench.drain(api)
            #expect(api.submissions.isEmpty)
            let shown = try bench.names(bench.outbox).filter { !$0.hasPrefix(".") }
            #expect(shown == ["a"] || shown == ["b"])
            let other = shown == ["a"] ? "b" : "a"
            #expect(try bench.names(bench.inbox) == ["\(other).error.json", "\(other).failed.json"])
            #expect(try bench.text("inbox/\(other).error.json").contains(#""code": "unknown_history""#))
        }
    }

    /// Catches the same with a row: a prompt that was being sent when the process stopped.
    @Test func aMarkOfAnothersRequestIsNoReceipt() async throws {
        try await Workbench.with { bench in
            let sent = try RecoveryTests.job(in: .submitting, of: "b")
            let paid = try Job.accepted("a", at: Date(timeIntervalSince1970: 1_800_000_000))
            let journal = try bench.journal()
            try await journal.add(paid, prompt: Array(Self.prompt.utf8))
            try await journal.add(sent, prompt: Array(Self.prompt.utf8))
            try await journal.close()
            try bench.drop("a.working.json", Self.prompt)
            try Self.stage(bench, ".request", RequestID.sample.rawValue, as: "b", sent.id)
            let api = ScriptedAPI()
            try await bench.drain(api)
            #expect(api.submissions.isEmpty)
            #expect(try bench.names(bench.outbox).filter { !$0.hasPrefix(".") } == ["a"])
            #expect(try bench.text("inbox/b.error.json").contains(#""code": "unconfirmed""#))
        }
    }

    /// Catches a paid request whose id lies in the outbox and is not asked about.
    @Test(arguments: [(".request", "request-1"), ("metadata.json", #"{"job_id": "x", "request_id": "request-1"}"#)])
    func aRequestThatTheOutboxKnowsIsCollected(_ mark: String, _ content: String) async throws {
        try await Workbench.with { bench in
            try Self.stage(bench, mark, content)
            let api = ScriptedAPI()
            try await bench.drain(api)
            #expect(api.submissions.isEmpty)
            #expect(try bench.names(bench.inbox).isEmpty)
            #expect(try bench.names(bench.outbox) == ["a"])
            #expect(try bench.text("outbox/a/metadata.json").contains(#""job_id": "\#(Self.job)""#))
        }
    }

    /// Catches a result of which a part is shown, and whose other files nobody asks for any more.
    @Test func aPartIsNotTheWhole() async throws {
        try await Workbench.with { bench in
            let folder = "\(bench.outbox)/a"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(Self.prompt.utf8).write(to: URL(filePath: "\(folder)/a.prompt.json"))
            try bench.drop("a.working.json", Self.prompt)
            let sidecar = """
                {"job_id": "\(Self.job)", "request_id": "request-1", "status": "partial", "files": [],
                "published_at": "2999-01-01T00:00:00.000Z"}
                """
            try Data(sidecar.utf8).write(to: URL(filePath: "\(folder)/metadata.json"))
            let api = ScriptedAPI()
            try await bench.drain(api)
            #expect(api.submissions.isEmpty)
            #expect(try bench.names(bench.inbox).isEmpty)
            #expect(try bench.names(bench.outbox) == ["a", "a-2"])
            #expect(try bench.text("outbox/a-2/metadata.json").contains(#""request_id": "request-1""#))
        }
    }

    /// Catches a staging folder that lies there for ever when its prompt's owner has been told.
    @Test func whatNobodyWillNeedIsRemoved() async throws {
        try await Workbench.with { bench in
            try Self.stage(bench, ".submitted", "")
            try await bench.drain(ScriptedAPI())
            #expect(try bench.text("inbox/a.error.json").contains(#""code": "unknown_history""#))
            #expect(try bench.names(bench.outbox).isEmpty)
        }
    }
}
