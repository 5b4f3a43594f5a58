import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// `check`, of files with many prompts and of what lies beside prompts.
    @Suite(.timeLimit(.minutes(1)))
    struct CheckTests {
        private static func check(_ rig: Rig, _ files: [String: String], _ flags: [String] = []) async throws
            -> Rig.Finished
        {
            for (name, text) in files { try Files.write(text, to: "\(rig.workspace.path)/\(name)") }
            let options = try ["--api", rig.sandbox.url, "--models", "*", "--state", rig.workspace.state]
            return try await rig.promptd(["check"] + files.keys.sorted() + options + flags)
        }

        /// Catches files with many prompts that are not counted, or not priced as a whole.
        @Test
        func goodFilesAreCounted() async throws {
            try await withRig { rig in
                let files = [
                    "a.prompts.csv": "text,sequential_image_generation_options\na hat,1\na cat,2\n",
                    "b.prompts.txt": "Generate 2 images of a dog.\n# no prompt\n\nGenerate 2 images of a cow.\n",
                    "c.prompts.jsonl": #"{"text": "gulls", "promptd": {"model": "sandbox/postcard", "takes": 3}}"#,
                    "d.prompt.json": #"{"text": "{{c}}", "promptd": {"seeds": [1, 2], "each": {"c": ["x", "y"]}}}"#,
                ]
                let finished = try await Self.check(rig, files)
                #expect(finished.exit == .code(0) && finished.errors.isEmpty, "\(finished)")
                for line in [
                    "a.prompts.csv: ok, 2 prompts, 3 images, about 0.09 USD",
                    "b.prompts.txt: ok, 2 prompts, 4 images, about 0.12 USD",
                    "c.prompts.jsonl: ok, 3 prompts, 3 outputs, from 0.09 USD",
                    "d.prompt.json: ok, 4 prompts, 12 images, about 0.36 USD",
                    "all files: 11 prompts: 22 outputs, from 0.66 USD",
                ] { #expect(finished.output.contains(line + "\n"), "\(line): \(finished.output)") }
                #expect(try rig.sandbox.ledger().submissions.isEmpty)
            }
        }

        /// Catches a wrong row that is not told with its place, in other words than it would be alone, or many times.
        @Test
        func wrongRowsAreTold() async throws {
            try await withRig { rig in
                let table = "text,sede,seed,name\na hat,,1,tom\na cat,2,,\n\"a\ncow\",2,,\na dog,,no,\n"
                let rows = """
                    {"text": "a {{c}} hat", "promptd": {"each": {"c": []}}}
                    {"text": "a hat", "promptd": {"seeds": [1, 1]}}
                    {"text": "a {{c}} hat", "sede": 1, "promptd": {"each": {"c": ["x", "y"]}}}
                    {"text": "a hat"
                    """
                let finished = try await Self.check(
                    rig,
                    ["a.prompts.csv": table, "b.prompts.ndjson": rows, "c.prompt.json": #"{"text": "", "sede": 1}"#]
                )
                #expect(finished.exit == .code(65) && finished.errors.contains("9 of 10 prompts cannot be used"))
                for line in [
                    "a.prompts.csv: 4 prompts, 3 of them wrong; the others: 3 images, about 0.09 USD",
                    "a.prompts.csv: row 2, line 3: the member \"sede\" is not known", "  and so with row 3",
                    "a.prompts.csv: row 4, line 6: seed must be a whole number, but is \"no\"",
                    "b.prompts.ndjson: 5 prompts, all of them wrong",
                    "b.prompts.ndjson: row 1, line 1: promptd.each.c is an empty list",
                    "b.prompts.ndjson: row 2, line 2: promptd.seeds names 1 twice",
                    "b.prompts.ndjson: row 3, line 3, prompt 1 (x): the member \"sede\" is not known",
                    "  and so with prompt 2", "b.prompts.ndjson: row 4, line 4: column 17: the text ends too early",
                    "c.prompt.json: the member \"sede\" is not known", "all files: 10 prompts, 9 of them wrong",
                ] { #expect(finished.output.contains(line), "\(line): \(finished.output)") }
            }
        }

        /// Catches a file that is more than the daemon would take, or nothing that can be told of.
        @Test
        func filesThatCannotBeUsed() async throws {
            try await withRig { rig in
                let finished = try await Self.check(
                    rig,
                    [
                        "a.prompts.txt": "1\n2\n3\n4\n", "b.prompts.ndjson": #"{"text": "a", "promptd": {"takes": 4}}"#,
                        "c.prompt.json": #"{"text": "a", "promptd": {"takes": 4}}"#, "d.prompts.csv": "",
                        "e.csv": "text\na hat\n",
                    ],
                    ["--max-batch", "3", "--offline"]
                )
                #expect(finished.exit == .code(65))
                for line in [
                    "a.prompts.txt: the file holds more than 3 prompts",
                    "b.prompts.ndjson: row 1, line 1: promptd: this one file asks for 4 prompts; 3 is the limit",
                    "c.prompt.json: promptd: this one file asks for 4 prompts",
                    "d.prompts.csv: the file holds no prompt",
                    "e.csv: ok, 1 prompt, 3 images, price not asked for",
                    "  note: in the inbox its name must end in .prompts.csv",
                ] { #expect(finished.output.contains(line), "\(line): \(finished.output)") }
            }
        }

        /// Catches a price that leaves out what the result goes on to, in a file of one and in one of many.
        @Test
        func nextStepsAreCounted() async throws {
            let schema = try JSONSchema(JSONValue.parse(try Repository.bytes("examples/check.schema.json")))
            try await withRig { rig in
                let voyage = try Repository.text("examples/prompts/voyage.prompt.json")
                let line = String(decoding: try JSONValue.parse(Array(voyage.utf8)).serialized(), as: UTF8.self)
                let files = ["boat.prompt.json": voyage, "boats.prompts.ndjson": "\(line)\n\(line)\n"]
                let finished = try await Self.check(rig, files)
                #expect(finished.exit == .code(0), "\(finished.output)")
                for line in [
                    "boat.prompt.json: ok, 2 outputs with 1 next step",
                    "  then 1 output of bytedance/seedream-4-0/edit-sequential, from 0.03 USD",
                    "boats.prompts.ndjson: ok, 2 prompts, 4 outputs with 2 next",
                ] { #expect(finished.output.contains(line), "\(finished.output)") }
                let document = try JSONValue.parse(Array(try await Self.check(rig, files, ["--json"]).output.utf8))
                #expect(try schema.problems(in: document) == [])
                #expect(document["steps"]?.intValue == 3 && document["outputs"]?.intValue == 6)
                let requests = document["files"]?.elements.flatMap { $0["requests"]?.elements ?? [] } ?? []
                let steps = requests.flatMap { $0["steps"]?.elements ?? [] }
                #expect(requests.count == 3 && steps.count == 3)
                #expect((requests + steps).allSatisfy { $0["cost_usd"] == .number("0.03") })
                #expect(requests.map { $0.text("name") } == [nil, "001", "002"])
                #expect(steps.allSatisfy { $0.text("model") == "bytedance/seedream-4-0/edit-sequential" })
            }
        }

        /// Catches a document that says less than the lines do, or is not what its schema says.
        @Test
        func theDocument() async throws {
            let schema = try JSONSchema(JSONValue.parse(try Repository.bytes("examples/check.schema.json")))
            try await withRig { rig in
                let finished = try await Self.check(
                    rig,
                    [
                        "a.prompts.csv": "text,seed,name\na hat,1,tom\na cat,no,\n", "b.prompt.json": "a red hat",
                        "c.prompt.json": #"{"prompt": "a kite", "promptd": {"model": "nobody/knows"}}"#,
                    ],
                    ["--json"]
                )
                #expect(finished.exit == .code(65))
                let document = try JSONValue.parse(Array(finished.output.utf8))
                #expect(try schema.problems(in: document) == [])
                #expect(document["prompts"]?.intValue == 4 && document["wrong"]?.intValue == 2)
                #expect(document["cost_usd"] == .null && document.text("cost_unknown") != nil)
                let files = try #require(document["files"]?.elements)
                let problem = try #require(files[0]["problems"]?.elements.first)
                #expect(problem["row"]?.intValue == 2 && problem["line"]?.intValue == 3)
                #expect(problem.text("member") == "seed" && problem.text("code") == "wrong_type")
                let request = try #require(files[0]["requests"]?.elements.first)
                #expect(request.text("label") == "tom" && request["input"]?["seed"]?.intValue == 1)
                #expect(files[1].text("suggestion")?.contains("a red hat") == true)
                #expect(files[2]["notes"] == .array([]))
                #expect(files[2]["requests"]?.elements.first?["notes"]?.elements.isEmpty == false)
            }
        }

        /// Catches a prompt that is called right, and would fail for a file that is not there, or will not do.
        @Test
        func filesBesideAreLookedAt() async throws {
            try await withRig { rig in
                let inbox = rig.workspace.inbox
                for folder in ["ads", "refs"] { try Files.makeFolder("\(inbox)/\(folder)") }
                let model = "bytedance/seedream-4-0/edit-sequential"
                let prompt = """
                    {"text": "join them", "images": ["one.png", "../refs/*.png"], "promptd": {"model": "\(model)"}}
                    """
                try Files.write(prompt, to: rig.workspace.prompt("ads/mix"))
                try Files.write("images,promptd.model,text\nmix.png,\(model),a\n", to: "\(inbox)/ads/x.prompts.csv")
                let arguments = try [
                    "check", "--api", rig.sandbox.url, "--models", "*", "--inbox", inbox, "ads/mix.prompt.json",
                    "ads/x.prompts.csv",
                ].map { $0.hasPrefix("ads/") ? "\(inbox)/\($0)" : $0 }
                let before = try await rig.promptd(arguments)
                #expect(before.exit == .code(65))
                for line in [
                    "images: ads/one.png is not there\n  put it there, or mend the path in the prompt",
                    "images: refs/*.png is not there", "row 1, line 2: images: ads/mix.png is not there",
                ] { #expect(before.output.contains(line), "\(line): \(before.output)") }
                try Files.write("no picture", to: "\(inbox)/ads/one.png")
                for name in ["ads/mix.png", "refs/two.png"] {
                    try Files.write(try Repository.bytes("examples/prompts/boat.png"), to: "\(inbox)/\(name)")
                }
                let wrong = try await rig.promptd(arguments)
                #expect(wrong.output.contains("one.png is of no kind that promptd knows, and the model takes"))
                #expect(wrong.output.contains("x.prompts.csv: ok, 1 prompt"), "\(wrong.output)")
                try Files.write(try Repository.bytes("examples/prompts/vase.png"), to: "\(inbox)/ads/one.png")
                let right = try await rig.promptd(arguments)
                #expect(right.exit == .code(0), "\(right.output)")
                #expect(right.output.contains("  images: one.png, ../refs/*.png"))
                // Elsewhere nobody can tell what is above the folder.
                try Files.write(prompt, to: "\(rig.workspace.path)/mix.prompt.json")
                let outside = try await rig.promptd(arguments.dropLast(2) + ["mix.prompt.json"])
                #expect(outside.output.contains("mix.prompt.json: images: one.png is not there"), "\(outside.output)")
            }
        }

        /// Catches examples of the repository that would not work, or are priced otherwise than said.
        @Test
        func theExamplesAreRight() async throws {
            try await withRig { rig in
                let names = ["boat", "still-life", "harbour", "sunset"]
                let files = names.map { Repository.path("examples/prompts/\($0).prompt.json") }
                let finished = try await rig.promptd(
                    ["check", "--api", rig.sandbox.url, "--models", "*", "--json"] + files
                )
                #expect(finished.exit == .code(0), "\(finished.errors) \(finished.output)")
                let document = try JSONValue.parse(Array(finished.output.utf8))
                #expect(document["prompts"]?.intValue == names.count && document["cost_unknown"] == .null)
            }
        }
    }
}
