import Foundation
import Glibc
import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct DropTests {
        /// Catches a result that lacks a file, has one too many, or differs from what was asked and paid for.
        @Test
        func aPromptBecomesAFolder() async throws {
            try await withRig { rig in
                let prompt = """
                    {  "text": "Generate 2 images of a sunset.", "image_size" : "4:3",
                       "seed": 7, "sequential_image_generation_options": 2,
                       "promptd": {"labels": {"shelf": "A"}} }\n
                    """
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("sunset", prompt)
                let sidecar = try await rig.delivered("sunset", prompt: prompt, images: 2, width: 2304, height: 1728)
                #expect(sidecar["labels"]?.text("shelf") == "A")
                #expect(sidecar["seed"]?.intValue == 7)
                #expect(sidecar["cost"]?["actual"] == .number("0.06"))
                try await rig.inboxHolds()
                let ledger = try rig.sandbox.ledger()
                #expect(ledger.accepted == 1 && ledger.imagesCharged == 2)
                let sent = try #require(ledger.submissions.first?.body)
                #expect(sent["image_size"] == .string("2304:1728 (4:3)"))
                #expect(sent.memberNames.contains("optimize_prompt_options"), "defaults are sent explicitly")
                #expect(!sent.memberNames.contains("promptd"), "what is for the daemon is not sent")
                #expect(daemon.exit == nil)
            }
        }

        enum Way: CaseIterable, Sendable {
            case written, renamedIn, renamedInPlace, hardLinked, inPieces, intoSubfolder, withFolder, withDeepFolder
            case beforeTheStart
        }

        /// Catches a way of copying that raises an event, or an order of events, that the inbox does not know.
        @Test(arguments: Way.allCases)
        func everyWayOfDropping(_ way: Way) async throws {
            try await withRig { rig in
                let prompt = Workspace.picture(of: "a gull")
                if way == .beforeTheStart { try rig.workspace.drop("gull", prompt) }
                let daemon = try rig.startDaemon()
                try await rig.statusShows("the watch") { $0["watch"]?["folders"]?.intValue == 1 }
                let name = try await Self.drop(prompt, way, rig)
                try await rig.delivered(name, prompt: prompt)
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().accepted == 1)
                #expect(daemon.exit == nil)
            }
        }

        private static func drop(_ prompt: String, _ way: Way, _ rig: Rig) async throws -> String {
            let (workspace, outside) = (rig.workspace, "\(rig.workspace.path)/outside")
            switch way {
            case .beforeTheStart: break
            case .written: try workspace.drop("gull", prompt)
            case .renamedIn:
                try Files.write(prompt, to: outside)
                try Files.move(outside, workspace.prompt("gull"))
            case .renamedInPlace:
                try Files.write(prompt, to: "\(workspace.inbox)/.gull.tmp")
                try Files.move("\(workspace.inbox)/.gull.tmp", workspace.prompt("gull"))
            case .hardLinked:
                try Files.write(prompt, to: outside)
                try SystemTrouble.check("link", outside, link(outside, workspace.prompt("gull")))
            case .inPieces:
                let bytes = Array(prompt.utf8)
                try Files.write(Array(bytes.prefix(30)), to: workspace.prompt("gull"))
                try await rig.statusShows("that it settles") { $0["waiting"]?["settling"]?.intValue == 1 }
                #expect(try workspace.waiting() == ["gull.prompt.json"], "half a prompt was taken")
                try Files.append(Array(bytes.dropFirst(30)), to: workspace.prompt("gull"))
            case .intoSubfolder:
                try Files.makeFolder("\(workspace.inbox)/birds")
                try workspace.drop("birds/gull", prompt)
                return "birds/gull"
            case .withFolder:
                try Files.makeFolder(outside)
                try Files.write(prompt, to: "\(outside)/gull.prompt.json")
                try Files.move(outside, "\(workspace.inbox)/birds")
                return "birds/gull"
            case .withDeepFolder:
                try Files.makeFolder(outside)
                try Files.makeFolder("\(outside)/sea")
                try Files.write(prompt, to: "\(outside)/sea/gull.prompt.json")
                try Files.move(outside, "\(workspace.inbox)/birds")
                return "birds/sea/gull"
            }
            return "gull"
        }
    }
}
