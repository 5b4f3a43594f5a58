import Foundation
import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct DoctorTests {
        private static func levels(_ finished: Rig.Finished) throws -> [String: Set<String>] {
            let findings = try JSONValue.parse(Array(finished.output.utf8))["findings"]?.elements ?? []
            return findings.reduce(into: [:]) {
                $0[$1.text("subject") ?? "", default: []].insert($1.text("level") ?? "")
            }
        }

        /// Catches trouble that is not found, or is found where there is none.
        @Test
        func findsWhatIsWrong() async throws {
            try await withRig(["--image-seconds", "0", "--token", Rig.token, "--balance", "3"]) { rig in
                let daemon = try rig.startDaemon(["--max-images-per-day", "5"])
                try await rig.statusShows("that it runs") { $0["status"] != nil }
                let programs = ["--hook", "/usr/bin/env", "--uploader", "/usr/bin/env"]
                let places = try rig.places() + ["--max-images-per-day", "5", "--json"] + programs
                let healthy = try await rig.promptd(["doctor"] + places)
                #expect(healthy.exit == .code(0), "\(healthy.output)\(healthy.errors)")
                let levels = try Self.levels(healthy)
                let right = [
                    "settings", "caps", "hook", "uploader", "inbox", "inbox disk", "outbox", "outbox disk", "state",
                    "daemon",
                    "API",
                ]
                for subject in right + ["mounts", "processes", "balance"] {
                    #expect(levels[subject] == ["ok"], "\(subject): \(healthy.output)")
                }
                #expect(!healthy.output.contains(Rig.token))
                let poor = try await rig.promptd(["doctor"] + rig.places() + ["--max-usd-per-day", "5", "--json"])
                #expect(try Self.levels(poor)["balance"] == ["warning"], "\(poor.output)")
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                try FileManager.default.removeItem(atPath: rig.workspace.outbox)
                let ill = try await rig.promptd(
                    ["doctor"] + rig.places() + ["--json", "--hook", "/no/hook", "--uploader", "/no/uploader"],
                    environment: ["RUNCOMFY_TOKEN": "wrong-token-1234"]
                )
                #expect(ill.exit == .code(78))
                let found = try Self.levels(ill)
                #expect(found["outbox"] == ["failure"] && found["token"] == ["failure"], "\(ill.output)")
                #expect(found["hook"] == ["failure"] && found["uploader"] == ["failure"], "\(ill.output)")
                #expect(found["daemon"] == ["warning"] && found["caps"] == ["warning"], "\(ill.output)")
                #expect(!Files.exists(rig.workspace.outbox), "it changes nothing")
            }
        }

        /// Catches a doctor that waits without end for a share that hangs, and so says nothing of all the rest.
        @Test(.enabled(if: SharedView.isPossible, "\(SharedView.reason)"))
        func aShareThatHangs() async throws {
            try await withRig { rig in
                let view = try SharedView(of: rig.workspace.outbox, in: rig.workspace)
                view.hang()
                let flags = ["--outbox", view.path, "--hook", "\(view.path)/hook"]
                let finished = try await rig.promptd(["doctor"] + rig.places() + flags)
                view.hang(false)
                #expect(finished.exit == .code(78))
                #expect(finished.output.contains("WRONG   outbox: \(view.path) does not answer within"))
                #expect(finished.output.contains("WRONG   hook: \(view.path)/hook does not answer within"))
                for subject in ["inbox", "systemd", "API"] {
                    #expect(finished.output.contains("ok      \(subject): "), "\(finished.output)")
                }
            }
        }

        /// Catches a doctor that ends at the first thing that is wrong, or says nothing of an API that is away.
        @Test
        func anAPIThatIsAway() async throws {
            try await withRig { rig in
                let finished = try await rig.promptd(
                    ["doctor", "--inbox", rig.workspace.inbox, "--outbox", rig.workspace.outbox]
                        + ["--state", rig.workspace.state, "--api", "http://127.0.0.1:1", "--settle", "soon"]
                        + ["--max-images", "none", "--repeats", "HOLD"]
                )
                #expect(finished.exit == .code(78))
                #expect(finished.output.contains("WRONG   API: ") && finished.output.contains("could not be asked"))
                #expect(finished.output.contains("ok      inbox: "))
                for key in ["settle", "max-images", "repeats"] {
                    #expect(finished.output.contains("WRONG   settings: \(key) is "), "\(finished.output)")
                }
            }
        }

        /// Catches a certificate that nobody vouches for, and a name that nobody knows, told as a network that is down.
        @Test(.enabled(if: Files.exists(TLSServer.program)))
        func whyAnAPICannotBeReached() async throws {
            try await withRig { rig in
                let port = try await TLSServer.start(in: rig)
                let secured = try await rig.promptd(["doctor"] + rig.places() + ["--api", "https://127.0.0.1:\(port)"])
                #expect(
                    secured.output.contains("(TLS)") && secured.output.contains("ca-certificates"),
                    "\(secured.output)"
                )
                let named = try await rig.promptd(["doctor"] + rig.places() + ["--api", "https://promptd.invalid"])
                #expect(named.output.contains("WRONG   DNS: promptd.invalid "), "\(named.output)")
            }
        }
    }
}
