import Foundation
import PromptCore
import Testing

extension EndToEnd {
    /// Files that belong to people: promptd, as their group, may read and rename them, and no more.
    @Suite(.enabled(if: SambaServer.isPossible, "\(SambaServer.reason)"), .timeLimit(.minutes(1)))
    struct OwnersShareTests {
        private static let prompt = Workspace.picture(of: "<kite>")

        /// Catches a copy with the time it had that is paid for again, and one that its owner wants again and does not get,
        /// because promptd may not mark a file of theirs.
        @Test
        func aRepeatOfSomebodysFile() async throws {
            try await withShare { share in
                let rig = share.rig
                let daemon = try share.startDaemon()
                let file = try share.local(Self.prompt)
                try await share.shell(.anna, umask: "022", "cp \(file) kite.prompt.json")
                try await rig.delivered("kite", prompt: Self.prompt)
                try await rig.inboxHolds()
                let again =
                    "cp \(file) .kite && touch -d 2020-01-01 .kite && chmod 444 .kite && mv .kite kite.prompt.json"
                try await share.shell(.anna, umask: "022", again)
                try await rig.inboxHolds(["kite.repeat.json", "kite.repeat.txt"])
                try share.chargedEach(["kite"])
                try await share.client(.anna, ["get inbox/kite.repeat.txt \"\(file).txt\""])
                #expect(try Files.text("\(file).txt").contains("kite.prompt.json"))
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                _ = try share.startDaemon()
                try await share.client(.anna, ["rename inbox/kite.repeat.json inbox/kite.prompt.json"])
                try await rig.delivered("kite", as: "kite-2", prompt: Self.prompt)
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().accepted == 2)
            }
        }

        /// Catches a request that was found for somebody's prompt and is not collected, or paid for again, when they ask for it
        /// over the share.
        @Test
        func anAdoptionOverTheShare() async throws {
            try await withShare { share in
                let rig = share.rig
                try rig.sandbox.fault(#"{"on": "submit", "do": "drop", "charged": true}"#)
                _ = try share.startDaemon()
                try await share.put("kite", Self.prompt, .anna)
                #expect(try await rig.explained("kite").text("error", "code") == "unconfirmed")
                let request = try #require(try rig.sandbox.ledger().requests.first)
                let adopt = try share.local(#"{"request_id": "\#(request)"}"#)
                try await share.client(.ben, ["put \"\(adopt)\" inbox/kite.adopt.json"])
                try await rig.delivered("kite", prompt: Self.prompt)
                try await rig.inboxHolds()
                try share.chargedEach(["kite"])
            }
        }
    }
}
