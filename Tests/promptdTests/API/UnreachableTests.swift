import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// An address where no API answers: nothing was sent, so the prompts wait and are sent when there is one.
    @Suite(.timeLimit(.minutes(1)))
    struct UnreachableTests {
        /// An address that is wrong, and what must be said about it.
        struct Wrong: Sendable, CustomTestStringConvertible {
            var name: String
            /// Finds the address, after the sandbox has started.
            var address: @Sendable (Rig) async throws -> String
            var says: String
            var testDescription: String { self.name }
        }

        static let wrong = [
            Wrong(
                name: "refused",
                address: { rig in
                    let sandbox = try rig.sandbox
                    sandbox.process.end()
                    return sandbox.url
                },
                says: "connection refused"
            ),
            Wrong(name: "no such name", address: { _ in "https://nothing.invalid" }, says: "nothing.invalid"),
            Wrong(
                name: "a server without TLS",
                address: { "https://127.0.0.1:\(try $0.sandbox.port)" },
                says: "no secure connection (TLS)"
            ),
        ]

        /// Catches a prompt that fails, or counts as sent, although nobody was there, and one that is sent twice later.
        @Test(arguments: Self.wrong)
        func heldAndDeliveredFromTheRightAddress(_ wrong: Wrong) async throws {
            try await Self.tryOut(wrong)
        }

        /// Catches a token that is sent to a server that cannot prove that it is the API.
        @Test(.enabled(if: Files.exists(TLSServer.program)))
        func aCertificateThatNobodyTrusts() async throws {
            let untrusted = Wrong(
                name: "untrusted",
                address: { "https://127.0.0.1:\(try await TLSServer.start(in: $0))" },
                says: "no secure connection (TLS)"
            )
            try await Self.tryOut(untrusted)
        }

        /// Catches a proxy that is away and is told as something else, without a word at the start, or with its password.
        @Test
        func aProxyThatIsAwayIsNamed() async throws {
            try await withRig { rig in
                let proxy = ["HTTPS_PROXY": "http://user:secret@127.0.0.1:9"]
                _ = try rig.startDaemon(["--api", "https://nothing.invalid"], environment: proxy)
                try rig.workspace.drop("first", Workspace.picture(of: "a hat"))
                try await rig.statusShows("the proxy") {
                    $0.text("hold", "message")?.contains("the proxy 127.0.0.1:9 cannot be reached") == true
                }
                let log = try rig.log
                let starting = try #require(log.firstRange(of: "starting")?.upperBound)
                #expect(log[starting...].contains("connecting to the API by the proxy 127.0.0.1:9 (HTTPS_PROXY)"))
                #expect(!log.contains("secret"))
                let doctor = try await rig.promptd(
                    ["doctor"] + rig.places().dropLast() + ["https://nothing.invalid"],
                    environment: proxy
                )
                #expect(doctor.output.contains("ok      proxy: connecting to the API by the proxy 127.0.0.1:9"))
                #expect(doctor.output.contains("Look at HTTPS_PROXY") && !doctor.output.contains("DNS"), "\(doctor)")
                #expect(!doctor.output.contains("secret"))
            }
        }

        private static func tryOut(_ wrong: Wrong) async throws {
            try await withRig { rig in
                let names = ["first", "second", "third"]
                let daemon = try rig.startDaemon(["--api", try await wrong.address(rig)])
                for name in names { try rig.workspace.drop(name, Workspace.picture(of: "<\(name)>")) }
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "unreachable" }
                let message = try rig.status()?.text("hold", "message") ?? ""
                #expect(message.contains(wrong.says), "\(message)")
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                #expect(try rig.workspace.waiting().allSatisfy { !$0.contains("failed") && !$0.contains("error") })
                // A sandbox that is gone comes back on another port: the right address is another one now.
                if try rig.sandbox.process.exit != nil { try await rig.startSandbox(["--image-seconds", "0"]) }
                #expect(try rig.sandbox.ledger().submissions.isEmpty)
                _ = try rig.startDaemon()
                for name in names { try await rig.delivered(name, prompt: Workspace.picture(of: "<\(name)>")) }
                try await rig.inboxHolds()
                let ledger = try rig.sandbox.ledger()
                for name in names {
                    #expect(ledger.sent("<\(name)>") == 1 && ledger.charged("<\(name)>") == 1, "\(name)")
                }
            }
        }
    }
}
