import Foundation
import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// The catalog of models, as commands and the daemon see it.
    @Suite(.timeLimit(.minutes(2)))
    struct ModelsTests {
        private static let postcard = "sandbox/postcard"

        private static func models(_ rig: Rig, _ arguments: [String]) async throws -> Rig.Finished {
            try await rig.promptd(
                ["models"] + arguments + ["--api", rig.sandbox.url, "--state", rig.workspace.state]
            )
        }

        private static func json(_ rig: Rig, _ arguments: [String]) async throws -> JSONValue {
            let finished = try await Self.models(rig, arguments + ["--json"])
            #expect(finished.exit == .code(0) && finished.errors.isEmpty, "\(finished.errors)")
            return try JSONValue.parse(Array(finished.output.utf8))
        }

        private static func ids(_ list: JSONValue) -> [String] {
            (list["models"]?.elements ?? []).compactMap { $0.text("model_id") }
        }

        /// Catches a list in which a person does not find a model, or that does not say which may be used.
        @Test
        func aPersonFindsAModel() async throws {
            try await withRig { rig in
                let all = try await Self.json(rig, [])
                let ids = Self.ids(all)
                #expect(ids.contains(Self.postcard) && ids == ids.sorted())
                let allowed = (all["models"]?.elements ?? []).filter { $0["allowed"] == .bool(true) }
                #expect(allowed.compactMap { $0.text("model_id") } == [ModelID.seedreamSequential.rawValue])
                #expect(Self.ids(try await Self.json(rig, ["POSTcard", "sandbox"])) == [Self.postcard])
                #expect(try await Self.ids(Self.json(rig, ["--category", "no-such"])).isEmpty)
                let table = try await Self.models(rig, ["postcard", "--models", "sandbox/*", "--model", Self.postcard])
                #expect(table.output.contains("MODEL") && table.output.contains("from 0.03 USD"))
                #expect(table.output.split(separator: "\n").last?.contains(" yes ") == true, "\(table.output)")
            }
        }

        /// Catches inputs that are not shown as the schema has them, and a model that is not found by what people have of it.
        @Test
        func whatAModelTakesIsShown() async throws {
            try await withRig { rig in
                let model = try await Self.json(rig, ["show", ModelID.seedreamSequential.rawValue])
                let inputs = model["inputs"]?.elements ?? []
                #expect(inputs.first?.text("name") == "text" || inputs.contains { $0.text("name") == "text" })
                let count = inputs.first { $0.text("name") == "sequential_image_generation_options" }
                #expect(count?["kinds"]?.elements == [.string("integer")] && count?["required"] == .bool(false))
                #expect(count?["allowed"]?.elements.count == 15 && count?["default"]?.intValue == 3)
                #expect(model["input_schema"]?["properties"] != nil)
                for text in [
                    "https://www.runcomfy.com/models/sandbox/postcard/api", "sandbox/postcrad", "Sandbox Postcard",
                ] {
                    let shown = try await Self.models(rig, ["show", text])
                    #expect(shown.exit == .code(0) && shown.output.hasPrefix(Self.postcard), "\(text)")
                    #expect(shown.errors.contains("the model's id is \(Self.postcard)"), "\(shown.errors)")
                }
                let none = try await Self.models(rig, ["show", "nobody/knows/this"])
                #expect(none.exit == .code(65) && none.errors.contains("promptd models"))
            }
        }

        /// Catches documents that are not what their schema says, and inputs that are not those prompts are checked by.
        @Test
        func theDocumentsFollowTheirSchema() async throws {
            let schema = try JSONSchema(JSONValue.parse(try Repository.bytes("examples/models.schema.json")))
            try await withRig { rig in
                let list = try await Self.json(rig, [])
                let model = try await Self.json(rig, ["show", "wan-ai/wan-2-6/image-to-video"])
                for document in [list, model] { #expect(try schema.problems(in: document) == []) }
                let inputs = model["inputs"]?.elements ?? []
                let listed = list["models"]?.elements.first { $0.text("model_id") == model.text("model_id") }
                #expect(!inputs.isEmpty && listed?["inputs"] == model["inputs"] && listed?["input_schema"] == nil)
                let picture = try #require(inputs.first { $0.text("name") == "img_url" })
                #expect(picture.text("file") == "image" && picture["required"] == .bool(true))
                let seconds = try #require(inputs.first { $0.text("name") == "duration" })
                #expect(seconds["default"]?.intValue == 5 && seconds["sample"] == .null)
                let edit = try await Self.models(rig, ["show", "google/nano-banana-2/edit"])
                #expect(edit.output.contains("list of image files") && edit.output.contains("from 1 to 4"))
            }
        }

        /// Catches a catalog that root keeps in the daemon's state folder, and that the daemon cannot read or replace.
        @Test(.enabled(if: geteuid() == 0, "needs root"))
        func somebodyElsesStateFolderStaysTheirs() async throws {
            try await withRig { rig in
                let (folder, store) = (rig.workspace.state, "\(rig.workspace.state)/models.ndjson")
                try FileManager.default.setAttributes([.ownerAccountID: 64_998], ofItemAtPath: folder)
                let found = try await Self.models(rig, ["postcard"])
                #expect(found.exit == .code(0) && found.output.contains(Self.postcard) && found.errors.isEmpty)
                #expect(!Files.exists(store))
                try FileManager.default.setAttributes([.ownerAccountID: 0], ofItemAtPath: folder)
                _ = try await Self.models(rig, ["postcard"])
                let kept = try Files.text(store)
                try FileManager.default.setAttributes([.ownerAccountID: 64_998], ofItemAtPath: folder)
                _ = try await Self.models(rig, ["--refresh"])
                // What is kept is used all the same.
                #expect(try Files.text(store) == kept)
                let away = ["models", "--api", "http://127.0.0.1:1", "--state", folder]
                #expect(try await rig.promptd(away).output.contains(Self.postcard))
            }
        }

        /// Catches a list that is gone with the network, or that does not say how old it is.
        @Test
        func withoutTheAPIWhatIsKeptIsShown() async throws {
            try await withRig { rig in
                let nothing = try await rig.promptd(["models", "--api", "http://127.0.0.1:1"])
                #expect(nothing.exit == .code(75) && nothing.output.isEmpty)
                _ = try await Self.json(rig, [])
                let away = ["--api", "http://127.0.0.1:1", "--state", rig.workspace.state]
                let kept = try await rig.promptd(["models"] + away)
                #expect(kept.exit == .code(0) && kept.output.contains(Self.postcard) && kept.errors.isEmpty)
                let asked = try await rig.promptd(["models", "--refresh"] + away)
                #expect(asked.exit == .code(0) && asked.output == kept.output)
                #expect(asked.errors.contains("ago, since the API cannot be asked"), "\(asked.errors)")
                let shown = try await rig.promptd(["models", "show", "--refresh", "sandbox/postcrad"] + away)
                #expect(shown.exit == .code(0) && shown.output.hasPrefix(Self.postcard), "\(shown.errors)")
            }
        }

        /// Catches a daemon that asks for models that may not be bought, forgets what it was told, or does not tell which
        /// model may have been meant.
        @Test
        func theDaemonKeepsWhatItAsks() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon(["--models", "bytedance/*,sandbox/*"])
                try rig.workspace.drop("card", #"{"text": "gulls", "promptd": {"model": "sandbox/postcard"}}"#)
                try await waiting(until: "the result") { try rig.workspace.results().contains("card") }
                let store = "\(rig.workspace.state)/models.ndjson"
                try await waiting(until: "the description to be kept") {
                    try Files.exists(store) && Files.text(store).contains(Self.postcard)
                }
                try rig.workspace.drop("slip", #"{"text": "gulls", "promptd": {"model": "sandbox/postcrad"}}"#)
                let end = rig.workspace.file("slip", "error")
                try await waiting(until: "the refusal") { Files.exists(end) }
                #expect(try Files.text(end).contains("Did you mean sandbox/postcard?"))
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                try Files.write("rubbish", to: store)
                let next = try rig.startDaemon()
                try rig.workspace.drop("dear", #"{"text": "gulls", "promptd": {"model": "sandbox/unknown"}}"#)
                try await waiting(until: "the refusal") { Files.exists(rig.workspace.file("dear", "error")) }
                #expect(try Files.text("\(rig.workspace.path)/daemon.err").contains("damaged"))
                try await waiting(until: "another catalog") { try Files.text(store).contains("seedream") }
                next.send(SIGTERM)
                #expect(try await next.waitForExit() == .code(0))
                #expect(try !Files.text(store).contains("unknown"))
            }
        }
    }
}
