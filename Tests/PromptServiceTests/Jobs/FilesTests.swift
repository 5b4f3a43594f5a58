import Foundation
import PromptCore
import PromptFiles
import PromptTesting
import Synchronization
import Testing

@testable import PromptService

/// Prompts that name files beside them.
@Suite(.timeLimit(.minutes(1)))
struct FilesTests {
    /// A model that takes a list of pictures, and one picture that it needs.
    static func rules() throws -> PromptRules {
        let items = #"{"type": "string", "format": "image_uri"}"#
        let many =
            #"{"properties": {"text": {"type": "string"}, "images": {"type": "array", "items": \#(items), "maxItems": 3}}}"#
        let one = #"{"properties": {"image": {"type": "string", "format": "image_uri"}}, "required": ["image"]}"#
        let models = try [("test/edit", many), ("test/upscale", one)].map { id, schema in
            ModelDescription(
                id: try #require(ModelID(id)),
                inputSchema: try JSONValue.parse(Array(schema.utf8))
            )
        }
        return PromptRules(models: [.any], catalog: ModelCatalog(models))
    }

    private static func drain(
        _ bench: Workbench,
        _ api: ScriptedAPI,
        adjust: (inout DaemonSettings) -> Void = { _ in }
    ) async throws {
        let rules = try Self.rules()
        try await bench.drain(api) {
            $0.rules = rules
            adjust(&$0)
        }
    }

    private static func put(_ bench: Workbench, _ name: String, _ bytes: [UInt8] = ScriptedAPI.picture) throws {
        let file = bench.root.appending(path: "inbox/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    private static let edit =
        #"{"text": "join them", "images": ["refs/b.gif", "https://x.example/c.png", "a.gif"], "promptd": {"model": "test/edit"}}"#

    private static var sent: String { "\"data:image/gif;base64,\(Data(ScriptedAPI.picture).base64EncodedString())\"" }

    /// Catches files that are not sent, not delivered, removed although others need them, or left although nobody does.
    @Test func twoReferencesAndAnAddress() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json", Self.edit)
            try Self.put(bench, "a.gif")
            try Self.put(bench, "refs/b.gif")
            let api = ScriptedAPI()
            try await Self.drain(bench, api)
            #expect(
                api.submissions.map { String(decoding: $0, as: UTF8.self) } == [
                    #"{"text":"join them","images":[\#(Self.sent),"https://x.example/c.png",\#(Self.sent)]}"#
                ]
            )
            #expect(try bench.names(bench.outbox) == ["a"])
            #expect(try bench.names("\(bench.outbox)/a") == ["a-1.gif", "a.prompt.json", "inputs", "metadata.json"])
            #expect(try bench.names("\(bench.outbox)/a/inputs") == ["a.gif", "b.gif"])
            // The one of its own name has gone with it.
            #expect(try bench.names(bench.inbox) == ["refs"])
            #expect(try bench.names("\(bench.inbox)/refs") == ["b.gif"])
            let sidecar = try JSONValue.parse(Array(try bench.text("outbox/a/metadata.json").utf8))
            guard case .array(let inputs)? = sidecar["inputs"] else {
                Issue.record("\(sidecar)")
                return
            }
            #expect(inputs.map { $0["file"] } == [.string("inputs/b.gif"), .string("inputs/a.gif")])
            #expect(inputs.map { $0["path"] } == [.string("refs/b.gif"), .string("a.gif")])
            #expect(inputs.map { $0["position"] } == [.number("0"), .number("2")])
            let images = sidecar["request"]?["images"]
            #expect(images == .array(["inputs/b.gif", "https://x.example/c.png", "inputs/a.gif"].map { .string($0) }))
            let schema = try JSONSchema(JSONValue.parse(try Repository.bytes("examples/metadata.schema.json")))
            #expect(try schema.problems(in: sidecar) == [])
        }
    }

    /// Catches a picture that has to be named although there is one that it must be.
    @Test func theOneBesideIsTaken() async throws {
        try await Workbench.with { bench in
            try bench.drop("hero.prompt.json", #"{"promptd": {"model": "test/upscale"}}"#)
            try Self.put(bench, "hero.gif")
            try Self.put(bench, "other.gif")
            let api = ScriptedAPI()
            try await Self.drain(bench, api)
            #expect(api.submissions.map { String(decoding: $0, as: UTF8.self) } == [#"{"image":\#(Self.sent)}"#])
            #expect(try bench.names(bench.inbox) == ["other.gif"])
        }
    }

    /// Catches a prompt that is sent without its file, one that fails at once, and copies that stay behind.
    @Test func aMissingFileIsWaitedForAndThenItFails() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json", Self.edit)
            try Self.put(bench, "refs/b.gif")
            let api = ScriptedAPI()
            await #expect(throws: PromptsLeftError.self) { try await Self.drain(bench, api) }
            #expect(try bench.names(bench.inbox) == ["a.working.json", "refs"])
            try await Self.drain(bench, api) { $0.filesWait = .zero }
            #expect(try bench.names(bench.inbox) == ["a.error.json", "a.failed.json", "refs"])
            let error = try bench.text("inbox/a.error.json")
            #expect(error.contains("file_missing") && error.contains("a.gif") && error.contains("images"))
            #expect(api.submissions == [])
            #expect(try bench.names(bench.outbox) == [])
            // Put where it was missed, and tried again.
            try Self.put(bench, "a.gif")
            try FileManager.default.moveItem(
                atPath: "\(bench.inbox)/a.failed.json",
                toPath: "\(bench.inbox)/a.prompt.json"
            )
            try await Self.drain(bench, api)
            #expect(api.submissions.count == 1)
            #expect(try bench.names(bench.outbox) == ["a"])
        }
    }

    /// Catches a file that the API would refuse, or that is none of what is meant, after it was paid for.
    @Test(arguments: ["no picture at all, but a text", "<html><body>404</body></html>", "GIF89a"])
    func whatIsNoPictureIsNotSent(content: String) async throws {
        try await Workbench.with { bench in
            try bench.drop("hero.prompt.json", #"{"promptd": {"model": "test/upscale"}, "image": "x.gif"}"#)
            try Self.put(bench, "x.gif", Array(content.utf8))
            let api = ScriptedAPI()
            try await Self.drain(bench, api)
            #expect(try bench.text("inbox/hero.error.json").contains("file_unusable"))
            #expect(try bench.names(bench.inbox) == ["hero.error.json", "hero.failed.json", "x.gif"])
            #expect(api.submissions == [])
            #expect(try bench.names(bench.outbox) == [])
        }
    }

    /// Catches a request that reads the file once more from the inbox: what was taken is what is sent, whatever comes after.
    @Test func whatWasTakenIsSentWhateverLiesThereSince() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json", #"{"promptd": {"model": "test/upscale"}, "image": "refs/x.gif"}"#)
            try Self.put(bench, "refs/x.gif")
            let count = Mutex(0)
            var script = ScriptedAPI.Script()
            script.submit = { _ in
                let attempt = count.withLock { count in
                    count += 1
                    return count
                }
                guard attempt == 1 else { return .accepted(.sample) }
                do {
                    try Self.put(bench, "refs/x.gif", Array("something else".utf8))
                } catch {
                    Issue.record(error)
                }
                return .notSent(Trouble("no route to the host"))
            }
            let api = ScriptedAPI(script)
            try await Self.drain(bench, api)
            let bodies = api.submissions.map { String(decoding: $0, as: UTF8.self) }
            #expect(bodies == Array(repeating: #"{"image":\#(Self.sent)}"#, count: 2))
            #expect(try bench.text("inbox/refs/x.gif") == "something else")
        }
    }

    /// Catches copies that were changed between two attempts, and are sent as what was taken.
    @Test func changedCopiesAreNotSent() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json", #"{"promptd": {"model": "test/upscale"}, "image": "x.gif"}"#)
            try Self.put(bench, "x.gif")
            var script = ScriptedAPI.Script()
            script.submit = { _ in
                do {
                    let staging = try bench.names(bench.outbox).first { $0.hasPrefix(".a.") } ?? ""
                    let copy = bench.root.appending(path: "outbox/\(staging)/inputs/x.gif")
                    try Data(ScriptedAPI.picture.map { $0 == 1 ? 2 : $0 }).write(to: copy)
                } catch {
                    Issue.record(error)
                }
                return .notSent(Trouble("no route to the host"))
            }
            let api = ScriptedAPI(script)
            try await Self.drain(bench, api)
            #expect(api.submissions.count == 1)
            #expect(try bench.text("inbox/a.error.json").contains("copies"))
            #expect(try bench.names(bench.inbox).contains("x.gif"))
        }
    }

    /// Catches a restart that sends other bytes than those that were taken, and one that takes a second copy.
    @Test func aRestartSendsWhatWasTaken() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json", #"{"promptd": {"model": "test/upscale"}, "image": "a.gif"}"#)
            try Self.put(bench, "a.gif")
            var script = ScriptedAPI.Script()
            script.submit = { _ in .refused(Refusal(reason: .token, status: 401, message: "wrong token")) }
            await #expect(throws: PromptsLeftError.self) { try await Self.drain(bench, ScriptedAPI(script)) }
            let staging = try #require(try bench.names(bench.outbox).first { $0.hasPrefix(".a.") })
            #expect(try bench.names("\(bench.outbox)/\(staging)/inputs") == ["a.gif"])
            try Self.put(bench, "a.gif", Array("its owner's next idea".utf8))
            let api = ScriptedAPI()
            try await Self.drain(bench, api)
            #expect(api.submissions.map { String(decoding: $0, as: UTF8.self) } == [#"{"image":\#(Self.sent)}"#])
            #expect(try bench.names("\(bench.outbox)/a/inputs") == ["a.gif"])
            // It is not the file that was taken any more.
            #expect(try bench.text("inbox/a.gif") == "its owner's next idea")
        }
    }

    /// Catches a prompt that cannot be cancelled while it waits for a file.
    @Test func itsOwnerMayCancelWhileItWaits() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json", #"{"promptd": {"model": "test/upscale"}, "image": "never.gif"}"#)
            await #expect(throws: PromptsLeftError.self) { try await Self.drain(bench, ScriptedAPI()) }
            try FileManager.default.moveItem(
                atPath: "\(bench.inbox)/a.working.json",
                toPath: "\(bench.inbox)/a.cancel.json"
            )
            let api = ScriptedAPI()
            try await Self.drain(bench, api)
            #expect(api.submissions == [])
            #expect(try bench.names(bench.inbox) == ["a.cancelled.json"])
            #expect(try bench.names(bench.outbox) == [])
        }
    }
}
