import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// Files with many prompts, by files alone.
    @Suite(.timeLimit(.minutes(2)))
    struct BatchTests {
        private static let images = #""sequential_image_generation_options": 1"#

        /// The report's rows, without the header, each as its cells.
        private static func report(_ rig: Rig, _ name: String = "cars", _ file: String = "report.csv") throws
            -> [[String]]
        {
            let text = try Files.text("\(rig.workspace.outbox)/\(name)/\(file)")
            let lines = text.split(separator: "\r\n").dropFirst()
            return lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        }

        private static func drop(_ text: String, _ name: String, _ rig: Rig) throws {
            let hidden = "\(rig.workspace.inbox)/.\(name)"
            try Files.write(text, to: hidden)
            try Files.move(hidden, "\(rig.workspace.inbox)/\(name)")
        }

        /// Catches a picture of a prompt that stands for many that goes before all of them are made, or stays when they are.
        @Test
        func thePictureOfManyGoesWithThem() async throws {
            try await withRig { rig in
                try Files.write(
                    try Repository.bytes("examples/prompts/boat.png"),
                    to: "\(rig.workspace.inbox)/hero.png"
                )
                try rig.workspace.drop(
                    "hero",
                    #"""
                    {"text": "the same at night", "images": ["hero.png"], "sequential_image_generation_options": 1, \#
                    "promptd": {"model": "bytedance/seedream-4-0/edit-sequential", "takes": 2}}
                    """#
                )
                let flags = ["--models", "bytedance/*", "--max-images-per-day"]
                let daemon = try rig.startDaemon(flags + ["1"])
                try await waiting(until: "the first") {
                    try Files.tree(rig.workspace.outbox).contains { $0.hasSuffix("/metadata.json") }
                }
                try await rig.statusShows("that the other waits") { $0["hold"]?.text("reason") == "budget" }
                #expect(Files.exists("\(rig.workspace.inbox)/hero.png"))
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                #expect(try await rig.runOnce(flags + ["9"]).exit == .code(0))
                let inputs = try Files.tree(rig.workspace.outbox).filter { $0.hasSuffix("/inputs/hero.png") }
                #expect(inputs.count == 2)
                try await rig.inboxHolds()
            }
        }

        /// Catches a row that is lost, made twice or paid for although it is bad, a bad one that stops others, and rows that are
        /// made again when those are mended that were bad.
        @Test
        func aTableOf200RowsWithThreeBadOnes() async throws {
            try await withRig { rig in
                let inbox = rig.workspace.inbox
                let bad = [17: "none", 101: "x", 200: "1.5"]
                let rows = (1...200).map { "car \($0),a car <\($0)>,\(bad[$0] ?? "\($0)"),1" }
                let header = "name,text,seed,sequential_image_generation_options"
                try Self.drop(([header] + rows).joined(separator: "\n"), "cars.prompts.csv", rig)
                #expect(try await rig.runOnce().exit == .code(0))
                let report = try Self.report(rig)
                #expect(report.count == 200)
                #expect(Set(report.filter { $0[3] == "failed" }.map { $0[0] }) == ["17", "101", "200"])
                #expect(report.count { $0[3] == "delivered" } == 197)
                #expect(try rig.sandbox.ledger().accepted == 197)
                for row in report where row[3] == "delivered" {
                    #expect(Files.exists("\(rig.workspace.outbox)/\(row[4])/metadata.json"), "\(row)")
                }
                #expect(try rig.workspace.waiting() == ["cars.error.json", "cars.failed.csv"])
                let explanation = try JSONValue.parse(try Files.read(rig.workspace.file("cars", "error")) ?? [])
                #expect(try PublishedSchema.error.problems(in: explanation) == [])
                #expect(explanation["error"]?["problems"]?.elements.count == 3)
                let again = try Files.text("\(inbox)/cars.failed.csv")
                #expect(again.split(separator: "\n").count == 4)
                let mended = again.replacing(",none,", with: ",1,").replacing(",x,", with: ",2,").replacing(
                    "1.5",
                    with: "3"
                )
                try Files.write(mended, to: "\(inbox)/cars.failed.csv")
                try Files.move("\(inbox)/cars.failed.csv", "\(inbox)/cars.prompts.csv")
                #expect(try await rig.runOnce().exit == .code(0))
                #expect(try rig.sandbox.ledger().accepted == 200)
                #expect(
                    try Self.report(rig, "cars", "report-2.csv").map { $0[3] } == [
                        "delivered", "delivered", "delivered",
                    ]
                )
                try await rig.inboxHolds()
            }
        }

        /// Catches examples that do not work, other numbers of prompts than are said, and a price that is not told before.
        @Test
        func theExamples() async throws {
            try await withRig { rig in
                let readme = try Repository.text("README.md")
                let section = try #require(readme.components("### Many prompts in one file", "### One result").first)
                let table = try #require(section.components("```csv\n", "```").first)
                let lists = try #require(section.components("```json\n", "```").first)
                try Self.drop(table, "readme.prompts.csv", rig)
                try rig.workspace.drop("lists", lists)
                try Self.drop(try Repository.text("examples/prompts/cars.prompts.csv"), "cars.prompts.csv", rig)
                try rig.workspace.drop("colours", try Repository.text("examples/prompts/colours.prompt.json"))
                try Self.drop("# boats\na red boat\n\na blue boat\n", "ideas.prompts.txt", rig)
                try Self.drop(
                    "{\"text\": \"a\", \(Self.images)}\n{\"text\": \"b\", \(Self.images)}\n",
                    "two.prompts.jsonl",
                    rig
                )
                #expect(try await rig.runOnce().exit == .code(0))
                let counts = ["readme": 2, "lists": 8, "cars": 3, "colours": 4, "ideas": 2, "two": 2]
                for (name, count) in counts {
                    let report = try Self.report(rig, name)
                    #expect(report.map { $0[3] } == Array(repeating: "delivered", count: count), "\(name)")
                }
                #expect(try rig.sandbox.ledger().accepted == counts.values.reduce(0, +))
                try await rig.inboxHolds()
                let label = try Rig.checkWhole("\(rig.workspace.outbox)/readme/001-red")["labels"]?["series"]
                #expect(label?.stringValue == "cars")
            }
        }

        /// Catches a cap that a file with many prompts goes around, and one that stops it for good.
        @Test
        func aCapInTheMiddle() async throws {
            try await withRig { rig in
                let table = try Repository.text("examples/prompts/cars.prompts.csv")
                try Self.drop(table, "cars.prompts.csv", rig)
                let daemon = try rig.startDaemon(["--max-images-per-day", "2"])
                try await waiting(until: "two results") {
                    try Files.tree(rig.workspace.outbox).count { $0.hasSuffix("/metadata.json") } == 2
                }
                try await rig.statusShows("how far it is") { status in
                    status["jobs"]?.elements.contains { $0.text("doing") == "2 of 3 delivered" } == true
                }
                let shown = try JSONValue.parse(try Files.read(rig.workspace.file("cars", "working")) ?? [])
                #expect(shown["prompts"]?.intValue == 3 && shown["images"]?.intValue == 3)
                #expect(shown["estimate_usd"] == .number("0.09"))
                let schema = try JSONSchema(JSONValue.parse(try Repository.bytes("examples/batch.schema.json")))
                #expect(try schema.problems(in: shown) == [])
                #expect(try rig.sandbox.ledger().accepted == 2)
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                // The next day's caps leave room for it.
                #expect(try await rig.runOnce(["--max-images-per-day", "3"]).exit == .code(0))
                #expect(try rig.sandbox.ledger().accepted == 3)
                #expect(try Self.report(rig).map { $0[3] } == ["delivered", "delivered", "delivered"])
                // Where all or nothing is wanted, nothing is sent that would leave the rest behind.
                try Self.drop(table, "more.prompts.csv", rig)
                let other = try rig.startDaemon(["--max-images-per-day", "5", "--batch-over-cap", "whole"])
                try await rig.statusShows("that all of it waits") { status in
                    status["jobs"]?.elements.contains { $0.text("doing")?.contains("all of it until") == true } == true
                }
                #expect(try rig.sandbox.ledger().accepted == 3)
                // And its owner may take it back.
                try rig.workspace.rename("more", from: "working", to: "cancel")
                try await waiting(until: "its end") { Files.exists(rig.workspace.file("more", "cancelled")) }
                #expect(try Files.text(rig.workspace.file("more", "cancelled")) == table)
                other.send(SIGTERM)
                #expect(try await other.waitForExit() == .code(0))
                #expect(try rig.sandbox.ledger().accepted == 3)
            }
        }

        /// Catches a wish to cancel that reaches some of the prompts and not others, or cancels what has been charged.
        @Test
        func cancelledInTheMiddle() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "1"]) { rig in
                try Self.drop(try Repository.text("examples/prompts/cars.prompts.csv"), "cars.prompts.csv", rig)
                let daemon = try rig.startDaemon(["--max-images-per-day", "1"])
                try await waiting(until: "a result") {
                    try Files.tree(rig.workspace.outbox).contains { $0.hasSuffix("/metadata.json") }
                }
                try await waiting(until: "the table") {
                    try Files.text(rig.workspace.file("cars", "working")).contains("to_cancel")
                }
                try rig.workspace.rename("cars", from: "working", to: "cancel")
                try await rig.inboxHolds(["cars.error.json", "cars.failed.csv"])
                #expect(try Self.report(rig).map { $0[3] }.sorted() == ["cancelled", "cancelled", "delivered"])
                #expect(try rig.sandbox.ledger().accepted == 1)
                let end = try Files.read("\(rig.workspace.inbox)/.promptd/ends/cars.json").map {
                    try JSONValue.parse($0)
                }
                #expect(end?.text("outcome") == "cancelled")
                #expect(try Files.text("\(rig.workspace.inbox)/cars.failed.csv").split(separator: "\n").count == 3)
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
            }
        }

        /// Catches a file that is paid for again when a copier brings it back, and one whose key has been paid for.
        @Test
        func theSameFileOnceMore() async throws {
            try await withRig { rig in
                let (inbox, outbox) = (rig.workspace.inbox, rig.workspace.outbox)
                let text =
                    "{\"text\": \"a\", \(Self.images), \"promptd\": {\"id\": \"row-1\"}}\n{\"text\": \"b\", \(Self.images)}\n"
                try Self.drop(text, "two.prompts.ndjson", rig)
                #expect(try await rig.runOnce().exit == .code(0))
                let copied = "\(outbox)/two/two.prompts.ndjson"
                #expect(try Files.text(copied) == text)
                #expect(
                    try await rig.finish("/bin/cp", ["-p", copied, "\(inbox)/two.prompts.ndjson"]).exit == .code(0)
                )
                #expect(
                    try await rig.finish("/usr/bin/touch", ["-d", "1 hour ago", "\(inbox)/two.prompts.ndjson"]).exit
                        == .code(0)
                )
                #expect(try await rig.runOnce().exit == .code(0))
                try await rig.inboxHolds(["two.repeat.json", "two.repeat.txt"])
                #expect(
                    try Files.text("\(inbox)/two.repeat.txt").contains("rename two.repeat.json to two.prompts.ndjson")
                )
                #expect(try rig.sandbox.ledger().accepted == 2)
                // Under another name: the row with a key is not paid again, the other is its owner's wish.
                try Files.remove("\(inbox)/two.repeat.json")
                try Files.remove("\(inbox)/two.repeat.txt")
                try Self.drop(text, "other.prompts.ndjson", rig)
                #expect(try await rig.runOnce().exit == .code(0))
                #expect(try rig.sandbox.ledger().accepted == 3)
                #expect(try Self.report(rig, "other").map { $0[3] } == ["repeat", "delivered"])
                try await rig.inboxHolds()
            }
        }
    }
}

extension String {
    /// What stands between each `start` and the next `end`.
    fileprivate func components(_ start: String, _ end: String) -> [String] {
        self.split(separator: start, omittingEmptySubsequences: false).dropFirst()
            .compactMap { $0.split(separator: end, omittingEmptySubsequences: false).first.map(String.init) }
    }
}
