import Foundation
import PromptCore
import Testing

@testable import promptd

struct TokenTrialTests {
    /// Catches an answer about the model or the money that is taken for one about the token, and a network that is.
    @Test(arguments: [
        (APIError.Kind.token, TokenTrial.refused("no")), (.transient, .unknown("no")), (.rateLimit, .unknown("no")),
        (.unclear, .unknown("no")), (.balance, .taken), (.notFound, .taken), (.refused, .taken),
    ])
    func whatAnAnswerSaysOfTheToken(_ kind: APIError.Kind, _ verdict: TokenTrial) {
        #expect(TokenTrial.judge(APIError(kind, message: "no")) == verdict)
    }
}

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct TokenCommandTests {
        /// Runs `promptd token` with something on its standard input.
        private static func token(_ rig: Rig, _ arguments: String, input: String) async throws -> Rig.Finished {
            try await rig.finish("/bin/bash", ["-c", "'\(try Program.path())' token \(arguments) <<<'\(input)'"])
        }

        /// Catches a token that is stored though the API refuses it, is shown, can be read by others, or is cut.
        @Test
        func isStoredIfTheAPITakesIt() async throws {
            try await withRig(["--token", "right-token-1234"]) { rig in
                let file = "\(rig.workspace.path)/store/token"
                let arguments = "set --api http://127.0.0.1:\(try rig.sandbox.port) --file '\(file)'"
                let refused = try await Self.token(rig, arguments, input: "wrong-token-1234")
                #expect(refused.exit == .code(77))
                #expect(refused.errors.contains("does not take this token"))
                #expect(refused.errors.contains("Nothing was stored"))
                #expect(!Files.exists(file))
                let stored = try await Self.token(rig, arguments, input: "  right-token-1234  ")
                #expect(stored.exit == .code(0), "\(stored.errors)")
                #expect(stored.output.contains("The API takes it.") && stored.output.contains("restart promptd"))
                #expect(!(stored.output + stored.errors).contains("right-token"))
                #expect(try Files.text(file) == "right-token-1234\n")
                let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
                #expect(mode == 0o600)
                // A second one takes its place whole.
                let changed = try await Self.token(rig, "\(arguments) --offline", input: "other-token-1234")
                #expect(changed.exit == .code(0))
                #expect(try Files.text(file) == "other-token-1234\n")
                #expect(try Files.tree("\(rig.workspace.path)/store") == ["token"])
            }
        }

        /// Catches a token that is not stored because the network is down, and one that cannot be one and is.
        @Test
        func isStoredIfTheAPICannotBeAsked() async throws {
            try await withRig { rig in
                let file = "\(rig.workspace.path)/token"
                let stored = try await Self.token(
                    rig,
                    "set --api http://127.0.0.1:1 --file '\(file)'",
                    input: "right-token-1234"
                )
                #expect(stored.exit == .code(0), "\(stored.errors)")
                #expect(stored.output.contains("could not be asked"))
                #expect(try Files.text(file) == "right-token-1234\n")
                for input in ["", "two words", "Bearer right-token-1234"] {
                    let bad = try await Self.token(rig, "set --offline --file '\(file)'", input: input)
                    #expect(bad.exit == .code(65) && bad.errors.contains("Nothing was stored"), "\(input)")
                }
                #expect(try Files.text(file) == "right-token-1234\n")
            }
        }

        /// Catches a token that a terminal shows, and one that somebody thought better of and is stored all the same.
        @Test
        func isNotShownOnATerminal() async throws {
            try await withRig { rig in
                let file = "\(rig.workspace.path)/token"
                let command = "'\(try Program.path())' token set --offline --file '\(file)'"
                // `script` gives it a terminal, and passes what it is typed once the question is there.
                func typed(_ keys: String) async throws -> Rig.Finished {
                    try await rig.finish(
                        "/bin/bash",
                        [
                            "-c",
                            """
                            coproc script --quiet --return --command "\(command)" /dev/null
                            # The shell forgets them when it ends.
                            exec {said}<&"${COPROC[0]}" {keys}>&"${COPROC[1]}"; pid=$COPROC_PID
                            while IFS= read -r line <&"$said"; do
                              echo "$line"
                              case $line in *Paste*) printf '\(keys)' >&"$keys" ;; esac
                            done
                            wait "$pid"
                            """,
                        ]
                    )
                }
                let interrupted = try await typed(#"secret-token-1\003"#)
                #expect(interrupted.exit == .code(65), "\(interrupted.output)\(interrupted.errors)")
                #expect(interrupted.output.contains("nothing was stored") && !interrupted.output.contains("secret"))
                #expect(!Files.exists(file))
                let stored = try await typed(#"secret-token-2\n"#)
                #expect(stored.exit == .code(0), "\(stored.output)\(stored.errors)")
                #expect(!stored.output.contains("secret"))
                #expect(try Files.text(file) == "secret-token-2\n")
            }
        }

        /// Catches a test of another token than the daemon would use, or a verdict by the wrong exit code.
        @Test
        func isTestedWhereItIsFound() async throws {
            try await withRig(["--token", "right-token-1234"]) { rig in
                let api = ["--api", "http://127.0.0.1:\(try rig.sandbox.port)"]
                func test(_ token: String, _ api: [String]) async throws -> Rig.Finished {
                    try await rig.promptd(["token", "test"] + api, environment: ["RUNCOMFY_TOKEN": token])
                }
                let taken = try await test("right-token-1234", api)
                #expect(taken.exit == .code(0), "\(taken.errors)")
                #expect(taken.output.contains("the variable RUNCOMFY_TOKEN"))
                let refused = try await test("wrong-token-1234", api)
                #expect(refused.exit == .code(77) && refused.errors.contains("the variable RUNCOMFY_TOKEN"))
                #expect(try await test("right-token-1234", ["--api", "http://127.0.0.1:1"]).exit == .code(75))
                let found = try await rig.promptd(
                    ["token", "where"],
                    environment: ["RUNCOMFY_TOKEN": "right-token-1234"]
                )
                #expect(found.exit == .code(0) && found.output.contains("here: the variable RUNCOMFY_TOKEN"))
                #expect(!found.output.contains("right-token"))
            }
        }
    }
}
