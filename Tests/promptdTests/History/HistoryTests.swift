import Foundation
import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// What was made and spent, as the commands tell it.
    @Suite(.timeLimit(.minutes(2)))
    struct HistoryTests {
        /// What the commands that only look are given.
        private static func place(_ rig: Rig) -> [String: String] {
            ["PROMPTD_STATE": rig.workspace.state, "PROMPTD_TIME_ZONE": "UTC"]
        }

        private static func json(_ rig: Rig, _ arguments: [String]) async throws -> JSONValue {
            let finished = try await rig.promptd(arguments + ["--json"], environment: Self.place(rig))
            #expect(finished.exit == .code(0) && finished.errors.isEmpty, "\(finished.errors)")
            return try JSONValue.parse(Array(finished.output.utf8))
        }

        private static func names(_ list: JSONValue) -> [String] {
            (list["entries"]?.elements ?? []).compactMap { $0.text("name") }.sorted()
        }

        /// Five prompts: two are delivered, one is refused by promptd, one by the API, and one fails after it was paid for.
        private static func work(_ rig: Rig) async throws {
            try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 422, "times": null, "match": "<no>"}"#)
            try rig.sandbox.fault(#"{"on": "result", "do": "failed", "charged": true, "match": "<lost>"}"#)
            try Files.makeFolder("\(rig.workspace.inbox)/campaign")
            try rig.workspace.drop("campaign/hat", Workspace.picture(of: "a <hat>", images: 3))
            let labelled =
                #"{"text": "Generate 2 images of a <\"cat\",>.", "promptd": {"id": "c-1", "labels": {"for": "acme"}}}"#
            try rig.workspace.drop("cat, the", labelled)
            try rig.workspace.drop("bad", #"{"text": 1, "promptd": {"id": "b-1", "labels": {"for": "bits"}}}"#)
            try rig.workspace.drop("no", Workspace.picture(of: "<no>"))
            try rig.workspace.drop("lost", Workspace.picture(of: "<lost>"))
            let finished = try await rig.runOnce()
            #expect(finished.exit == .code(0), "\(finished.errors)")
        }

        /// Catches sums and filters that are not what the API has charged, and a look that changes the journal.
        @Test
        func agreesWithTheAccountBook() async throws {
            try await withRig { rig in
                try await Self.work(rig)
                let before = try Self.state(rig)
                let report = try await Self.json(rig, ["report"])
                let ledger = try rig.sandbox.ledger()
                #expect(report["total"]?["images"]?.intValue == ledger.imagesCharged && ledger.imagesCharged == 6)
                #expect(report["total"]?["usd"] == .number("0.18") && report.text("source") == "journal")
                #expect(report["total"]?["published"]?.intValue == 2 && report["total"]?["failed"]?.intValue == 3)
                #expect(report["today"]?["images"]?.intValue == 6)
                for group in ["month", "folder", "label", "model"] {
                    let rows = try await Self.json(rig, ["report", "--by", group])["rows"]?.elements ?? []
                    #expect(rows.compactMap { $0["images"]?.intValue }.reduce(0, +) == 6, "\(group)")
                }
                for (filter, names) in [
                    ([], ["bad", "campaign/hat", "cat, the", "lost", "no"]),
                    (["--state", "published"], ["campaign/hat", "cat, the"]),
                    (["--state", "failed", "--min-usd", "0.01"], ["lost"]),
                    (["--folder", "campaign/"], ["campaign/hat"]),
                    (["--label", "for=acme"], ["cat, the"]), (["--label", "for"], ["bad", "cat, the"]),
                    (["--dropped-by", "nobody-of-this-name"], []), (["--text", "<HAT>", "--today"], ["campaign/hat"]),
                    (["--until", "2001-01-01"], []), (["--model", "none/such"], []),
                    (["--state", "underway"], []),
                ] as [([String], [String])] {
                    #expect(Self.names(try await Self.json(rig, ["list"] + filter)) == names, "\(filter)")
                }
                let two = try await Self.json(rig, ["list", "--limit", "2"])
                #expect(two["entries"]?.elements.count == 2 && two["is_cut"] == .bool(true))
                #expect(try Self.state(rig) == before)
            }
        }

        /// The state folder's files, each with its content.
        private static func state(_ rig: Rig) throws -> [String: [UInt8]] {
            let folder = rig.workspace.state
            // A socket holds nothing.
            let names = (try Files.names(in: folder) ?? []).filter { $0 != "control.sock" }
            return Dictionary(uniqueKeysWithValues: try names.map { ($0, try Files.read("\(folder)/\($0)") ?? []) })
        }

        /// Catches a table that another program reads otherwise than it was meant: Python's reader is the judge.
        @Test
        func theCSVIsRead() async throws {
            try await withRig { rig in
                try await Self.work(rig)
                let finished = try await rig.promptd(["list", "--csv"], environment: Self.place(rig))
                #expect(finished.exit == .code(0) && finished.errors.contains("from the journal"))
                let path = "\(rig.workspace.path)/list.csv"
                try Files.write(finished.output, to: path)
                let script = """
                    import csv, json, sys
                    rows = list(csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8"), strict=True))
                    print(json.dumps([[r["name"], r["usd_charged"], r["labels"], r["error_code"], r["id"]] for r in rows]))
                    """
                let read = try await rig.finish("/usr/bin/python3", ["-c", script, path])
                let rows = try JSONValue.parse(Array(read.output.utf8)).elements
                let cells = rows.map { $0.elements.compactMap(\.stringValue).joined(separator: "|") }.sorted()
                #expect(
                    cells == [
                        "bad||for=bits|invalid_prompt|b-1", "campaign/hat|0.09|||", "cat, the|0.06|for=acme||c-1",
                        "lost|0.03||generation_failed|", "no|||refused|",
                    ]
                )
            }
        }

        /// Catches a detail that is not the last job's, or does not tell what a person can do.
        @Test
        func showsWhatIsKnown() async throws {
            try await withRig { rig in
                try await Self.work(rig)
                try rig.workspace.rename("no", from: "failed", to: "prompt")
                #expect(try await rig.runOnce().exit == .code(0))
                let detail = try await Self.json(rig, ["show", "no.prompt.json"])
                #expect(detail["earlier_jobs"]?.intValue == 1 && detail.text("entry", "error", "code") == "refused")
                #expect(detail.text("hint")?.contains("rename") == true)
                let hat = "\(rig.workspace.inbox)/campaign/hat.prompt.json"
                let shown = try await Self.json(rig, ["show", hat, "--inbox", rig.workspace.inbox])
                let sidecar = try Rig.checkWhole("\(rig.workspace.outbox)/campaign/hat")
                let sums = { (value: JSONValue) in (value["files"]?.elements ?? []).compactMap { $0.text("sha256") } }
                #expect(sums(shown) == sums(sidecar) && sums(shown).count == 3)
                let id = try #require(sidecar.text("job_id"))
                #expect(try await Self.json(rig, ["show", id]).text("entry", "name") == "campaign/hat")
                #expect(try await Self.json(rig, ["show", "c-1"]).text("entry", "name") == "cat, the")
                let lines = try await rig.promptd(["show", "b-1"], environment: Self.place(rig)).output
                #expect(lines.contains("id          b-1\n") && lines.contains("label       for=bits\n"), "\(lines)")
                let unknown = try await rig.promptd(["show", "nothing"], environment: Self.place(rig))
                #expect(unknown.exit == .code(65) && unknown.errors.contains("nothing is known"))
            }
        }

        /// Catches a running daemon that is asked and answers otherwise than its journal, and one whose journal is read beside
        /// it; and paid jobs that a killed one leaves in its log alone.
        @Test
        func aRunningDaemonIsLeftAloneAndAKilledOnesJournalIsRead() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let daemon = try rig.startDaemon()
                try rig.dropEach(["hat"])
                try await waiting(until: "that its answer is written down") { try rig.log.contains("notice submitted") }
                // Where its socket is not.
                let nowhere = Self.place(rig).merging(["PROMPTD_CONTROL": "/nowhere/control.sock"]) { $1 }
                let refused = try await rig.promptd(["list"], environment: nowhere)
                #expect(refused.exit == .code(75) && refused.output.isEmpty, "\(refused.errors)")
                #expect(refused.errors.contains("open in another program"), "\(refused.errors)")
                try await waiting(until: "its socket") { Files.exists("\(rig.workspace.state)/control.sock") }
                let told = try await Self.json(rig, ["list"])
                #expect(told.text("source") == "daemon" && told["entries"]?.elements.first?.text("state") == "queued")
                #expect(try await Self.json(rig, ["show", "hat"]).text("entry", "name") == "hat")
                #expect(try await Self.json(rig, ["report"])["today"]?["images"]?.intValue == 1)
                daemon.end()
                let before = try Self.state(rig)
                #expect(before["journal.sqlite-wal"]?.isEmpty == false)
                let list = try await Self.json(rig, ["list"])
                let entry = try #require(list["entries"]?.elements.first)
                #expect(entry.text("state") == "queued" && entry["cost"]?["charged_images"]?.intValue == 1)
                #expect(entry.text("request_id") == (try rig.sandbox.ledger().requests.first))
                #expect(try Self.state(rig) == before)
                // And a daemon goes on with it as if nobody had looked.
                try rig.sandbox.set(#"{"slots": 4}"#)
                _ = try rig.startDaemon()
                try await rig.deliveredEach(["hat"])
            }
        }

        /// Catches a name that steers the terminal of whoever looks.
        @Test
        func namesOfOthersAreEscaped() async throws {
            try await withRig { rig in
                let nasty = "x\u{1B}]52;c;eA==\u{7}\u{9B}2J\u{202E}"
                try Files.makeFolder("\(rig.workspace.inbox)/\(nasty)")
                try rig.workspace.drop("\(nasty)/\(nasty)", "{\"\(nasty)\": 1}")
                #expect(try await rig.runOnce().exit == .code(0))
                for arguments in [
                    ["list"], ["show", "\(nasty)/\(nasty)"], ["report", "--by", "folder"], ["show", nasty],
                ] {
                    let finished = try await rig.promptd(arguments, environment: Self.place(rig))
                    let text = finished.output + finished.errors
                    #expect(text.contains("x"), "\(arguments)")
                    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isInvisible }, "\(arguments)")
                }
            }
        }

        /// Catches a question that makes no sense and is answered all the same.
        @Test(
            arguments: [
                (["list", "--since", "yesterday"], 65), (["list", "--since", "2026-02-30"], 65),
                (["list", "--state", "/srv/state"], 65),
                (["list", "--since", "2026-03-02", "--until", "2026-03-01"], 65),
                (["list", "--label", "=x"], 65), (["list", "--json", "--csv"], 64), (["list", "--limit", "0"], 64),
                (["report", "--by", "hour"], 64), (["list"], 78), (["show", "hat"], 78), (["report"], 78),
            ] as [([String], Int32)]
        )
        func badQuestions(_ arguments: [String], _ code: Int32) async throws {
            try await withRig { rig in
                let finished = try await rig.promptd(arguments, environment: Self.place(rig))
                #expect(finished.exit == .code(code) && finished.output.isEmpty, "\(finished.errors)")
                #expect(!finished.errors.isEmpty)
                #expect(try Files.names(in: rig.workspace.state) == [])
            }
        }
    }
}
