import Foundation
import PromptCore
import PromptFiles
import PromptTesting
import Synchronization
import Testing

@testable import PromptService

/// Files that the administrator's uploader puts where the API can fetch them.
///
/// One after the other: a script cannot be run while a process that another test starts holds it open for writing.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct UploadTests {
    /// A bench with a prompt of a large and a small picture, and a script as its uploader.
    private struct Uploads {
        let bench: Workbench
        let api: ScriptedAPI
        var settings: UploaderSettings

        /// `body` runs in the bench's folder, after it has noted that it was run.
        init(_ bench: Workbench, _ body: String, _ api: ScriptedAPI = ScriptedAPI()) throws {
            (self.bench, self.api) = (bench, api)
            self.settings = UploaderSettings(program: bench.root.appending(path: "uploader").path)
            let text = #"{"text": "x", "images": ["large.gif", "small.gif"], "promptd": {"model": "test/edit"}}"#
            try bench.drop("a.prompt.json", text)
            try Data(UploadTests.large).write(to: bench.root.appending(path: "inbox/large.gif"))
            try Data(ScriptedAPI.picture).write(to: bench.root.appending(path: "inbox/small.gif"))
            try self.become(body)
        }

        func become(_ body: String) throws {
            let script = "#!/bin/sh\ncd '\(self.bench.root.path)' || exit 1\necho \"$PROMPTD_NAME\" >>runs\n\(body)\n"
            try Data(script.utf8).write(to: URL(filePath: self.settings.program))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: self.settings.program)
        }

        /// What it was run for, in order.
        var runs: [String] {
            get throws {
                let path = self.bench.root.appending(path: "runs").path
                guard FileManager.default.fileExists(atPath: path) else { return [] }
                return try self.bench.text("runs").split(separator: "\n").map { String($0) }
            }
        }

        func drain(adjust: (inout DaemonSettings) -> Void = { _ in }) async throws {
            let rules = try FilesTests.rules()
            while true {
                do {
                    return try await self.bench.drain(self.api) {
                        $0.rules = rules
                        $0.uploader = self.settings
                        $0.holdRetry = Backoff(first: 60, most: 60)
                        adjust(&$0)
                    }
                } catch let left as PromptsLeftError where left.message.contains("Text file busy") {
                    // A process that another test is just starting holds a copy of the descriptor until it execs.
                    await Task.yield()
                }
            }
        }

        var bodies: [String] { self.api.submissions.map { String(decoding: $0, as: UTF8.self) } }

        func error() throws -> String { try self.bench.text("inbox/a.error.json") }
    }

    /// A whole picture that is too large to be sent along: one pixel with a long remark.
    private static let large: [UInt8] = {
        let (start, rest) = (ScriptedAPI.picture.prefix(13), ScriptedAPI.picture.dropFirst(13))
        let block = [UInt8(255)] + [UInt8](repeating: 0x20, count: 255)
        let remark = [0x21, 0xFE] + Array(repeatElement(block, count: (6 << 20) / 256 + 1).joined()) + [0]
        return start + remark + rest
    }()

    private static let prints = "echo https://files.example/$PROMPTD_SHA256"

    private static var smallData: String {
        "data:image/gif;base64,\(Data(ScriptedAPI.picture).base64EncodedString())"
    }

    /// Catches a large file that is refused or sent along, a small one that is uploaded for nothing, and facts that are
    /// wrong.
    @Test func theLargeOneIsUploaded() async throws {
        try await Workbench.with { bench in
            let told = """
                env | grep ^PROMPTD_ | sort >env; echo "$#" "$1" >arguments; cmp "$1" inbox/large.gif || exit 2
                """
            let uploads = try Uploads(bench, "\(told); echo progress >&2; \(Self.prints)")
            try await uploads.drain()
            #expect(try uploads.runs == ["large.gif"])
            let sidecar = try JSONValue.parse(Array(try bench.text("outbox/a/metadata.json").utf8))
            guard case .array(let inputs)? = sidecar["inputs"], let hash = inputs.first?["sha256"]?.stringValue else {
                Issue.record("\(sidecar)")
                return
            }
            let address = "https://files.example/\(hash)"
            #expect(uploads.bodies == [#"{"text":"x","images":["\#(address)","\#(Self.smallData)"]}"#])
            #expect(inputs.map { $0["sent"] } == [.string("uploaded"), .string("data")])
            #expect(inputs.map { $0["source_url"] } == [.string(address), .null])
            let schema = try JSONSchema(JSONValue.parse(try Repository.bytes("examples/metadata.schema.json")))
            #expect(try schema.problems(in: sidecar) == [])
            let copy = try #require(try bench.text("arguments").split(separator: "\n").first).dropFirst(2)
            #expect(copy.hasPrefix("\(bench.outbox)/.a.") && copy.hasSuffix("/inputs/large.gif"), "\(copy)")
            let job = try #require(sidecar["job_id"]?.stringValue)
            #expect(
                try bench.text("env").split(separator: "\n") == [
                    "PROMPTD_BYTES=\(Self.large.count)", "PROMPTD_FILE=\(copy)", "PROMPTD_JOB=\(job)",
                    "PROMPTD_MEDIA_TYPE=image/gif", "PROMPTD_NAME=large.gif", "PROMPTD_PROMPT=a",
                    "PROMPTD_SHA256=\(hash)",
                ]
            )
        }
    }

    @Test func allAreUploadedIfThatIsWanted() async throws {
        try await Workbench.with { bench in
            var uploads = try Uploads(bench, "echo https://files.example/$PROMPTD_NAME")
            uploads.settings.scope = .all
            try await uploads.drain()
            #expect(try uploads.runs == ["large.gif", "small.gif"])
            let (large, small) = ("https://files.example/large.gif", "https://files.example/small.gif")
            #expect(uploads.bodies == [#"{"text":"x","images":["\#(large)","\#(small)"]}"#])
        }
    }

    /// Catches a prompt that is sent without its file, or with what is no address of it, and one that waits for ever.
    @Test(arguments: [
        ("echo 'no such bucket' >&2; exit 1", "ended with code 1: no such bucket"),
        ("kill -KILL $$", "was ended by signal 9"), ("true", "has printed no address"),
        ("echo uploading; echo https://files.example/x", "more than the one line"),
        ("echo http://files.example/x", "does not begin with https://"),
        ("echo https://192.168.0.7/x", "not out in the internet (192.168.0.7)"),
        ("head -c 100000 /dev/zero | tr '\\0' x", "more than 4096 bytes"),
    ])
    func whatItCannotDoEndsThePrompt(_ body: String, _ why: String) async throws {
        try await Workbench.with { bench in
            let uploads = try Uploads(bench, body)
            try await uploads.drain()
            let error = try JSONValue.parse(Array(try uploads.error().utf8))
            #expect(error["error"]?["code"] == .string("upload_failed"))
            #expect(error["error"]?["message"]?.stringValue?.contains(why) == true, "\(error)")
            #expect(error["error"]?["retryable"] == .bool(true))
            #expect(try uploads.bodies == [] && uploads.runs.count == 1)
            #expect(try bench.names(bench.outbox) == [])
            // And once it works.
            try uploads.become(Self.prints)
            try FileManager.default.moveItem(
                atPath: "\(bench.inbox)/a.failed.json",
                toPath: "\(bench.inbox)/a.prompt.json"
            )
            try await uploads.drain()
            #expect(try bench.names(bench.outbox) == ["a"])
        }
    }

    /// Catches trouble that passes and ends the prompt, or that holds others up.
    @Test(arguments: [
        ("echo 'try later' >&2; exit 75", "ended with code 75: try later"),
        ("exec sleep 1000", "took longer than uploader-timeout"), ("", "cannot be run"),
    ])
    func whatPassesIsWaitedFor(_ body: String, _ why: String) async throws {
        try await Workbench.with { bench in
            // Each request has a name of its own.
            let count = Mutex(0)
            var script = ScriptedAPI.Script()
            script.submit = { _ in
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                return RequestID("request-\(number)").map { .accepted($0) } ?? .unknown(Trouble("no name"))
            }
            var uploads = try Uploads(bench, body, ScriptedAPI(script))
            if body.isEmpty { try FileManager.default.removeItem(atPath: uploads.settings.program) }
            uploads.settings.timeLimit = .milliseconds(200)
            try bench.drop("b.prompt.json")
            let left = await #expect(throws: PromptsLeftError.self) {
                try await uploads.drain { $0.maxInFlight = .fixed(1) }
            }
            #expect(left?.message.contains("the uploader, which \(why)") == true, "\(left?.message ?? "")")
            #expect(try bench.names(bench.outbox).contains("b"))
            #expect(try bench.names(bench.inbox) == ["a.working.json", "large.gif", "small.gif"])
            #expect(uploads.bodies.count == 1)
            uploads.settings.timeLimit = .seconds(60)
            try uploads.become(Self.prints)
            try await uploads.drain()
            #expect(try bench.names(bench.outbox) == ["a", "b"])
        }
    }

    /// Catches a file that is uploaded anew with every attempt to send its prompt.
    @Test func whatIsUploadedIsSentAgain() async throws {
        try await Workbench.with { bench in
            let count = Mutex(0)
            var script = ScriptedAPI.Script()
            script.submit = { _ in
                let attempt = count.withLock { count in
                    count += 1
                    return count
                }
                return attempt < 3 ? .notSent(Trouble("no route to the host")) : .accepted(.sample)
            }
            let uploads = try Uploads(bench, Self.prints, ScriptedAPI(script))
            try await uploads.drain { $0.holdRetry = Backoff(first: 0.001, most: 0.01) }
            #expect(uploads.bodies.count == 3 && Set(uploads.bodies).count == 1)
            #expect(try uploads.runs == ["large.gif"])
        }
    }

    /// Catches an owner who has to wait for a program that hangs, and a program that goes on for nobody.
    @Test func itsOwnerMayCancelMeanwhile() async throws {
        try await Workbench.with { bench in
            let hang = "echo $$ >pid; mv inbox/a.working.json inbox/a.cancel.json; exec sleep 1000"
            let uploads = try Uploads(bench, hang)
            try await uploads.drain()
            #expect(try bench.names(bench.inbox) == ["a.cancelled.json", "large.gif", "small.gif"])
            #expect(try uploads.bodies == [] && bench.names(bench.outbox) == [])
            let process = try bench.text("pid").trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(!FileManager.default.fileExists(atPath: "/proc/\(process)"))
        }
    }

    /// Catches a copy that the program has changed, and that is delivered as what the model was given.
    @Test func whatItChangesIsNotSent() async throws {
        try await Workbench.with { bench in
            let uploads = try Uploads(bench, #"printf X | dd of="$1" conv=notrunc 2>dd; \#(Self.prints)"#)
            try await uploads.drain()
            #expect(try uploads.error().contains("were changed or removed"))
            #expect(uploads.bodies == [])
        }
    }

    /// Catches a large file that is sent along, or waited for, after the uploader was taken out of the settings.
    @Test func withoutOneALargeFileFails() async throws {
        try await Workbench.with { bench in
            let uploads = try Uploads(bench, "exit 75")
            await #expect(throws: PromptsLeftError.self) { try await uploads.drain() }
            try await uploads.drain { $0.uploader = nil }
            #expect(try uploads.error().contains("there is no uploader any more"))
            #expect(uploads.bodies == [])
        }
    }
}
