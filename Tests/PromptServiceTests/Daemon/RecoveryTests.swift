import Foundation
import PromptCore
import PromptFiles
import PromptJournal
import Testing

@testable import PromptService

/// A start finds the journal and the inbox as a crash has left them (architecture, "The job machine").
@Suite(.timeLimit(.minutes(1)))
struct RecoveryTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// The job's state in the journal; `nil` if it has no row.
        var state: JobState.Name?
        /// The prompt's file in the inbox; `nil` if there is none.
        var file: String?
        var submissions: Int
        var inbox: [String]
        var outbox: [String]
        /// What the error file must say, if there is one.
        var code = ""
    }

    static let cases: [Case] = [
        Case(
            testDescription: "claiming, not renamed: as new",
            state: .claiming,
            file: "a.prompt.json",
            submissions: 1,
            inbox: [],
            outbox: ["a"]
        ),
        Case(
            testDescription: "claiming, gone: forgotten",
            state: .claiming,
            file: nil,
            submissions: 0,
            inbox: [],
            outbox: []
        ),
        Case(
            testDescription: "claiming, renamed: goes on",
            state: .claiming,
            file: "a.working.json",
            submissions: 1,
            inbox: [],
            outbox: ["a"]
        ),
        Case(
            testDescription: "claimed: goes on",
            state: .claimed,
            file: "a.working.json",
            submissions: 1,
            inbox: [],
            outbox: ["a"]
        ),
        Case(
            testDescription: "claimed, file deleted: never sent",
            state: .claimed,
            file: nil,
            submissions: 0,
            inbox: ["a.error.json"],
            outbox: [],
            code: "unknown_history"
        ),
        Case(
            testDescription: "submitting: never sent again",
            state: .submitting,
            file: "a.working.json",
            submissions: 0,
            inbox: ["a.error.json", "a.failed.json"],
            outbox: [],
            code: "unconfirmed"
        ),
        Case(
            testDescription: "submitting, under its dropped name: never sent again",
            state: .submitting,
            file: "a.prompt.json",
            submissions: 0,
            inbox: ["a.error.json", "a.failed.json"],
            outbox: [],
            code: "unconfirmed"
        ),
        Case(
            testDescription: "queued: asked about",
            state: .queued,
            file: "a.working.json",
            submissions: 0,
            inbox: [],
            outbox: ["a"]
        ),
        Case(
            testDescription: "running, file deleted: delivered",
            state: .running,
            file: nil,
            submissions: 0,
            inbox: [],
            outbox: ["a"]
        ),
        Case(
            testDescription: "collecting: fetched",
            state: .collecting,
            file: "a.working.json",
            submissions: 0,
            inbox: [],
            outbox: ["a"]
        ),
        Case(
            testDescription: "publishing without its files: fetched again",
            state: .publishing,
            file: "a.working.json",
            submissions: 0,
            inbox: [],
            outbox: ["a"]
        ),
        Case(
            testDescription: "no row: unknown history",
            state: nil,
            file: "a.working.json",
            submissions: 0,
            inbox: ["a.error.json", "a.failed.json"],
            outbox: [],
            code: "unknown_history"
        ),
    ]

    @Test(arguments: cases)
    func restart(_ given: Case) async throws {
        try await Workbench.with { bench in
            let prompt = #"{"text": "Draw 1 image of a pixel."}"#
            if let file = given.file { try bench.drop(file, prompt) }
            if let state = given.state {
                try await bench.journal().add(try Self.job(in: state), prompt: Array(prompt.utf8))
            }
            let api = ScriptedAPI()
            try await bench.drain(api)
            #expect(api.submissions.count == given.submissions)
            #expect(try bench.names(bench.inbox) == given.inbox)
            #expect(try bench.names(bench.outbox) == given.outbox)
            #expect(try await bench.journal().unsettled().isEmpty)
            if !given.code.isEmpty { #expect(try bench.text("inbox/a.error.json").contains("\"\(given.code)\"")) }
        }
    }

    /// Catches a second folder for a job whose rename was done, but not yet written down.
    @Test
    func publishedBeforeTheCommit() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.working.json")
            var job = try Self.job(in: .collecting)
            job.fileCollected(
                0,
                .init(name: "a-1.gif", bytes: 1, sha256: "00", mediaType: "image/gif", width: 1, height: 1)
            )
            job.collectionEnded()
            try await bench.journal().add(job, prompt: Array(#"{"text": "Draw 1 image of a pixel."}"#.utf8))
            let folder = bench.outbox + "/a-7"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            let sidecar = #"{"job_id": "\#(job.id)", "files": [{"file": "a-1.gif"}]}"#
            try Data(sidecar.utf8).write(to: URL(filePath: folder + "/metadata.json"))
            try await bench.drain(ScriptedAPI())
            #expect(try bench.names(bench.outbox) == ["a-7"])
            #expect(try bench.names(bench.inbox).isEmpty)
        }
    }

    /// A job of the prompt `a`, driven to `state` by the events that lead there.
    static func job(in state: JobState.Name, of source: String = "a") throws -> Job {
        let now = Date()
        let source = try #require(PromptPath(bytes: Array(source.utf8)))
        let prompt = try Prompt.decode(Array(#"{"text": "Draw 1 image of a pixel."}"#.utf8), rules: PromptRules())
        let request = JobRequest(prompt, defaultModel: .seedreamSequential, price: nil)
        var job = Job(id: JobID(at: now, random: 1), source: source, dropped: now)
        let file = CollectedFile(name: "a-1.gif", bytes: 9, sha256: "00", mediaType: "image/gif", width: 1, height: 1)
        let events: [(JobState.Name, () -> Void)] = [
            (.claiming, {}),
            (.claimed, { job.claimed(at: now) }),
            (.submitting, { job.submissionStarted(request, at: now) }),
            (.queued, { _ = job.submissionAnswered(.accepted(.sample)) }),
            (.running, { _ = job.statusReceived(.running, at: now) }),
            (
                .collecting,
                {
                    let output = OutputLink(kind: .image, url: "https://a.runcomfy.net/1.gif")
                    _ = job.resultReceived(.init(state: .completed, outputs: [output]), at: now)
                }
            ),
            (
                .publishing,
                {
                    job.fileCollected(0, file); job.collectionEnded()
                }
            ),
        ]
        for (name, event) in events {
            event()
            if name == state { break }
        }
        try #require(job.state.name == state)
        return job
    }
}
