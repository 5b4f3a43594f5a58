import Foundation
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// The clients in `examples/clients` and the README's program, run as their users would.
    @Suite(.timeLimit(.minutes(2)), .enabled(if: Files.exists("/usr/bin/python3"), "Python is not here"))
    struct ClientTests {
        private static func python(_ rig: Rig, _ program: String) async throws -> Rig.Finished {
            let clients = Repository.path("examples/clients")
            let places = ["INBOX": rig.workspace.inbox, "OUTBOX": rig.workspace.outbox]
            // No files of its own beside the sources.
            let environment = ["PYTHONPATH": clients, "PYTHONDONTWRITEBYTECODE": "1"].merging(places) { $1 }
            return try await rig.finish("/usr/bin/python3", ["-c", program], environment)
        }

        /// An integrator's program: twenty prompts with failures, cancels and doubled ids, each ended by its own record.
        private static let batch = """
            import os, sys
            from promptd_client import Inbox
            inbox = Inbox(os.environ["INBOX"], os.environ["OUTBOX"])
            def prompt(n):
                about = {"text": f"Generate 1 image of <p{n}>.", "image_size": "1:1",
                         "sequential_image_generation_options": 1}
                if n % 5 == 0: about["txt"] = 1
                if n % 5 == 1: about["promptd"] = {"not_before": "2099-01-01T00:00:00Z"}
                return about
            drops = {n: inbox.submit(prompt(n), id=f"order-{n}", labels={"batch": n}, folder="batch") for n in range(20)}
            for n, drop in drops.items():
                if n % 5 == 1: inbox.cancel(drop)
            twice = {n: inbox.submit(prompt(n), id=f"order-{n}", labels={"batch": n}, folder="twice") for n in range(20) if n % 5 in (2, 3)}
            for n, drop in [*drops.items(), *twice.items()]:
                end = inbox.wait(drop, timeout=60, every=0.02)
                print(n, end.outcome, len(end.files), end.record["labels"].get("batch"), end.error and end.error["code"])
            """

        private static let expected = (0..<20).map { number in
            switch number % 5 {
            case 0: "\(number) failed 0 \(number) invalid_prompt"
            case 1: "\(number) cancelled 0 \(number) None"
            default: "\(number) delivered 1 \(number) None"
            }
        }

        /// Catches an integrator's loop that never ends, takes an old answer for a new one, or pays twice: the same program
        /// is run twice with the same ids, with a restart of the daemon in the middle.
        @Test
        func aBatchRunTwiceIsPaidOnce() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon()
                for run in 1...2 {
                    if run == 1 {
                        Task {
                            try await waiting(until: "some results") {
                                try Files.names(in: "\(rig.workspace.outbox)/batch")?.count ?? 0 > 3
                            }
                            daemon.send(SIGTERM)
                            _ = try await daemon.waitForExit()
                            _ = try rig.startDaemon()
                        }
                    }
                    let finished = try await Self.python(rig, Self.batch)
                    #expect(finished.exit == .code(0), "\(finished.errors)")
                    let lines = finished.output.split(separator: "\n").map { String($0) }
                    #expect(Array(lines.prefix(20)) == Self.expected, "run \(run)")
                    // What is done already is the first drop's end, whichever of the two was first.
                    #expect(lines.dropFirst(20).allSatisfy { $0.contains(" delivered 1 ") }, "run \(run)")
                    let ledger = try rig.sandbox.ledger()
                    for number in 0..<20 {
                        #expect(ledger.charged("<p\(number)>") == (number % 5 > 1 ? 1 : 0), "\(number), run \(run)")
                    }
                }
            }
        }

        /// Catches a program of the README that does not work as it stands.
        @Test
        func theReadmesProgramWorks() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                let text = String(decoding: try Repository.bytes("README.md"), as: UTF8.self)
                let block = try #require(text.split(separator: "```python\n").last?.split(separator: "```").first)
                let program = block.replacing("/srv/promptd/inbox", with: rig.workspace.inbox)
                    .replacing("/srv/promptd/outbox", with: rig.workspace.outbox)
                let finished = try await Self.python(rig, String(program))
                #expect(finished.exit == .code(0), "\(finished.errors)")
                #expect(finished.output.contains("\(rig.workspace.outbox)/order-4711/order-4711-2.png"))
            }
        }

        /// Catches a command line, or a script, that tells another end than there was.
        @Test
        func theCommandLinesTellTheEnd() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                let clients = Repository.path("examples/clients")
                let (good, bad) = ("\(rig.workspace.path)/good.json", "\(rig.workspace.path)/bad.json")
                try Files.write(Workspace.picture(of: "<good>"), to: good)
                try Files.write(#"{"txt": 1}"#, to: bad)
                let client = ["\(clients)/promptd_client.py", "--inbox", rig.workspace.inbox]
                func run(_ arguments: [String]) async throws -> Rig.Finished {
                    try await rig.finish("/usr/bin/python3", client + arguments, ["PYTHONDONTWRITEBYTECODE": "1"])
                }
                let submitted = try await run(["submit", good, "--id", "a-1", "--wait", "40"])
                #expect(submitted.exit == .code(0) && submitted.output.contains(#""outcome": "delivered""#))
                #expect(try await run(["wait", "a-1"]).exit == .code(0))
                let failed = try await run(["submit", bad, "--wait", "40"])
                #expect(failed.exit == .code(1) && failed.output.contains("invalid_prompt"))
                let late = try await run(["wait", "nobody", "--wait", "0"])
                #expect(late.exit == .code(75) && late.errors.contains("it goes on"))

                func script(_ name: String, _ file: String, _ seconds: String) async throws -> Rig.Finished {
                    let arguments = ["\(clients)/drop-and-wait.sh", rig.workspace.inbox, name, file, seconds]
                    return try await rig.finish("/bin/sh", arguments, ["PATH": "/usr/bin:/bin"])
                }
                #expect(try await script("s", good, "40").exit == .code(0))
                #expect(try await script("s", bad, "40").exit == .code(1), "not the old answer")
                #expect(try rig.sandbox.ledger().charged("<good>") == 2)
                try Files.write("", to: "\(rig.workspace.inbox)/PAUSE")
                #expect(try await script("t", good, "0").exit == .code(75))
            }
        }

        /// Catches a code that programs are not told what to do about, and one that is no more.
        @Test
        func everyCodeHasItsRow() throws {
            let text = String(decoding: try Repository.bytes("README.md"), as: UTF8.self)
            let table = try #require(text.split(separator: "| `error.code` |").last?.split(separator: "\n\n").first)
            let rows = table.split(separator: "\n").dropFirst(2).compactMap { $0.split(separator: "|").first }
            let told = rows.flatMap { row in row.split(separator: "`").filter { !$0.contains(" ") && $0 != "," } }
            let codes = Failure.Code.allCases.map(\.rawValue) + [EndRecord.Outcome.notTaken.rawValue]
            #expect(Set(told.map { String($0) }) == Set(codes))
        }
    }
}
