import Foundation
import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// `.promptd.json`: what the folders of the inbox say for the prompts in them.
    @Suite(.timeLimit(.minutes(1)))
    struct FolderDefaultTests {
        private static func place(_ rig: Rig, _ folder: String = "") -> String {
            "\(rig.workspace.inbox)/\(folder).promptd.json"
        }

        private static func one(_ about: String) -> String { #"{"text": "<\#(about).>"}"# }

        /// Catches a folder's word that does not reach the prompt, the sidecar or the end, the file taken for a prompt, and a
        /// prompt whose bytes are changed by it.
        @Test
        func theFolderFillsInWhatThePromptLeavesOpen() async throws {
            try await withRig { rig in
                try Files.makeFolder("\(rig.workspace.inbox)/ads")
                try Files.write(
                    #"{"inputs": {"image_size": "1:1", "seed": 5}, "labels": {"team": "x", "n": 1}}"#,
                    to: Self.place(rig)
                )
                try Files.write(
                    #"{"inputs": {"sequential_image_generation_options": 1, "seed": 7}, "labels": {"n": 2}}"#,
                    to: Self.place(rig, "ads/")
                )
                _ = try rig.startDaemon()
                try rig.workspace.drop("ads/kite", Self.one("a kite"))
                let sidecar = try await rig.delivered("ads/kite", prompt: Self.one("a kite"))
                #expect(sidecar["seed"]?.intValue == 7)
                #expect(sidecar.text("labels", "team") == "x")
                try await waiting(until: "the end") {
                    Files.exists("\(rig.workspace.inbox)/.promptd/ends/ads/kite.json")
                }
                let end = try JSONValue.parse(
                    try #require(try Files.read("\(rig.workspace.inbox)/.promptd/ends/ads/kite.json"))
                )
                #expect(end["labels"]?["n"]?.intValue == 2 && end.text("labels", "team") == "x")
                try await rig.inboxHolds([".promptd.json", "ads/.promptd.json"])
            }
        }

        /// Catches a broken file that is passed over, which would buy something else than was meant, or that fails the
        /// prompts, holds others up, is told nowhere, or goes on counting when it is mended.
        @Test
        func aBrokenFileHoldsItsFolderAlone() async throws {
            try await withRig { rig in
                try Files.makeFolder("\(rig.workspace.inbox)/ads")
                try Files.write(#"{"inputs": {"image_size": "1:1",}}"#, to: Self.place(rig, "ads/"))
                _ = try rig.startDaemon(["--scan-interval", "500ms"])
                let names = ["ads/a", "ads/b", "ads/c"]
                for name in names { try rig.workspace.drop(name, Workspace.picture(of: name)) }
                try await ToldInTheShareTests.told(
                    rig,
                    "ads/",
                    ".promptd.json",
                    "line 1",
                    "Mend the file, or remove it"
                )
                try rig.workspace.drop("free", Workspace.picture(of: "free"))
                try await rig.delivered("free", prompt: Workspace.picture(of: "free"))
                #expect(try rig.sandbox.ledger().accepted == 1)
                try Files.write(#"{"inputs": {"image_size": "1:1"}}"#, to: Self.place(rig, "ads/"))
                for name in names { try await rig.delivered(name, prompt: Workspace.picture(of: name)) }
                try await ToldInTheShareTests.nothingTold(rig)
                #expect(try rig.sandbox.ledger().accepted == 4)
            }
        }

        /// Catches a folder's new word that reaches a prompt claimed before it, also over a restart.
        @Test
        func whatHeldAtTheClaimCounts() async throws {
            try await withRig { rig in
                let inputs = #""image_size": "1:1", "sequential_image_generation_options": 1"#
                try Files.write("{\"inputs\": {\(inputs), \"seed\": 5}}", to: Self.place(rig))
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 402, "times": null}"#)
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.one("a kite"))
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "balance" }
                try Files.write("{\"inputs\": {\(inputs), \"seed\": 6}}", to: Self.place(rig))
                daemon.send(SIGTERM)
                _ = try await daemon.waitForExit()
                _ = try rig.startDaemon()
                try await rig.statusShows("the hold again") { $0.text("hold", "reason") == "balance" }
                try rig.sandbox.clearFaults()
                let sidecar = try await rig.delivered("kite", prompt: Self.one("a kite"))
                #expect(sidecar["seed"]?.intValue == 5)
            }
        }

        /// Catches a check that says otherwise than what would be sent, in the inbox and beside it.
        @Test
        func checkKnowsTheFolder() async throws {
            try await withRig { rig in
                let (inbox, other) = (rig.workspace.inbox, "\(rig.workspace.path)/other")
                try Files.makeFolder("\(inbox)/ads")
                try Files.makeFolder(other)
                for folder in [inbox, other] {
                    try Files.write(#"{"inputs": {"image_size": "1:1"}}"#, to: "\(folder)/.promptd.json")
                }
                let files = ["\(inbox)/ads/a.prompt.json", "\(other)/b.prompt.json"]
                for file in files { try Files.write(Self.one("a kite"), to: file) }
                let good = try await rig.promptd(["check", "--offline", "--inbox", inbox] + files)
                #expect(good.exit == .code(0))
                #expect(good.output.components(separatedBy: "3 images, 2048x2048").count == 3)
                try Files.write("{", to: "\(inbox)/ads/.promptd.json")
                let bad = try await rig.promptd(["check", "--offline", "--inbox", inbox, files[0]])
                #expect(bad.exit != .code(0) && bad.output.contains("cannot use ads/.promptd.json"))
            }
        }
    }
}
