import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// The commands beside `run`, and their exit codes, which scripts rely on.
    @Suite(.timeLimit(.minutes(1)))
    struct CommandTests {
        /// Catches an exit code of its own making for wrong usage.
        @Test(arguments: [
            ["run", "--nonsense"], ["fly"], ["check"], ["sandbox", "--port", "x"], ["sandbox", "--port", "99999"],
            ["run", "--exit-status"],
        ])
        func wrongUsage(_ arguments: [String]) async throws {
            try await withRig { rig in
                let finished = try await rig.promptd(arguments)
                #expect(finished.exit == .code(64))
                #expect(finished.errors.contains("Usage:"))
            }
        }

        /// Catches a version that scripts cannot read, or another than sidecars give.
        @Test
        func theVersion() async throws {
            try await withRig { rig in
                let finished = try await rig.promptd(["--version"])
                #expect(finished.exit == .code(0))
                _ = try rig.startDaemon()
                try await rig.statusShows("the version") {
                    $0.text("promptd", "version").map { "\($0)\n" } == finished.output
                }
            }
        }

        /// Catches a check that does not show what would be sent and paid, or that pays.
        @Test
        func checkOfAGoodPrompt() async throws {
            try await withRig { rig in
                let path = "\(rig.workspace.path)/hat.prompt.json"
                try Files.write(#"{"text": "Generate 2 images of a hat."}"#, to: path)
                let finished = try await rig.promptd(["check", "--api", rig.sandbox.url, path])
                #expect(finished.exit == .code(0) && finished.errors.isEmpty, "\(finished.errors)")
                #expect(finished.output.contains("2 images, 2560x1440, about 0.06 USD"))
                let request = try #require(finished.output.firstIndex(of: "{").map { finished.output[$0...] })
                let body = try JSONValue.parse(Array(request.utf8))
                #expect(body["sequential_image_generation_options"]?.intValue == 2)
                #expect(body.text("image_size") == "2560:1440 (16:9)")
                #expect(try rig.sandbox.ledger().submissions.isEmpty)
            }
        }

        /// Catches a reader that has seen enough, as `head` has, and is told of an error; and a full disk that is not told.
        @Test(arguments: [
            (#"{ read -r; "$0" "$@"; echo $? >&3; } <go 3>status | { exec <&-; echo >go; }; cat status"#, "141\n", ""),
            (#""$0" "$@" >/dev/full; echo $?"#, "74\n", "No space left on device"),
        ])
        func anOutputThatIsNotRead(_ script: String, _ output: String, _ errors: String) async throws {
            try await withRig { rig in
                try Files.write(#"{"text": "a hat"}"#, to: "\(rig.workspace.path)/hat.prompt.json")
                let arguments = [try Program.path(), "check", "--offline", "hat.prompt.json"]
                let shell = "trap '' PIPE; mkfifo go; " + script
                let finished = try await rig.finish("/bin/bash", ["-c", shell] + arguments)
                #expect(finished.output == output)
                let isTold = errors.isEmpty ? finished.errors.isEmpty : finished.errors.contains(errors)
                #expect(isTold, "\(finished.errors)")
            }
        }

        /// Catches a bad prompt among good ones that is not named, or does not show in the exit code.
        @Test
        func checkOfABadPrompt() async throws {
            try await withRig { rig in
                let (good, bad) = ("\(rig.workspace.path)/good.prompt.json", "\(rig.workspace.path)/bad.prompt.json")
                try Files.write(#"{"text": "a hat"}"#, to: good)
                try Files.write(#"{"text": "a hat", "sede": 1}"#, to: bad)
                let finished = try await rig.promptd(["check", "--offline", good, bad, "missing.prompt.json"])
                #expect(finished.exit == .code(65))
                #expect(finished.output.contains("\(good): ok"))
                #expect(
                    finished.output.contains("\(bad): the member \"sede\" is not known\n")
                        && finished.output.contains("did you mean seed?")
                )
                #expect(finished.output.contains("missing.prompt.json: cannot be read"))
            }
        }

        /// Catches a daemon that was killed and is said to run until its last sign of life is old.
        @Test
        func statusOfAKilledDaemon() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon()
                try await rig.statusShows("that it runs") { $0["running"] == .bool(true) }
                let arguments = ["status", "--inbox", rig.workspace.inbox]
                #expect(try await rig.promptd(arguments + ["--health"]).exit == .code(0))
                daemon.end()
                let dead = try await rig.promptd(arguments)
                #expect(dead.exit == .code(69) && dead.errors.contains("has ended without a word"), "\(dead)")
                #expect(try await rig.promptd(arguments + ["--health"]).exit == .code(69))
            }
        }

        /// Catches a status that tells scripts of a daemon that is not there, or does not see the one that is.
        @Test
        func statusWithAndWithoutADaemon() async throws {
            try await withRig { rig in
                let arguments = ["status", "--inbox", rig.workspace.inbox]
                #expect(try await rig.promptd(arguments).exit == .code(69), "never started")
                let daemon = try rig.startDaemon()
                try await rig.statusShows("that it runs") { $0["status"] != nil }
                let running = try await rig.promptd(arguments)
                #expect(running.exit == .code(0) && running.output.contains("watching"), "\(running.errors)")
                let json = try await rig.promptd(arguments + ["--json"])
                #expect(try JSONValue.parse(Array(json.output.utf8)).text("promptd", "version") != nil)
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                #expect(try await rig.promptd(arguments).exit == .code(69), "stopped")
            }
        }
    }
}
