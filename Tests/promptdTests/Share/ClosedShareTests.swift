import Foundation
import PromptCore
import Testing

extension EndToEnd {
    /// Folders that their owners close to promptd, at the worst moments.
    @Suite(.enabled(if: SambaServer.isPossible, "\(SambaServer.reason)"), .timeLimit(.minutes(1)))
    struct ClosedShareTests {
        private static let prompt = Workspace.picture(of: "<camp/kite>")

        /// Another's prompt, which goes in its time whatever is closed.
        private static func another(_ share: Share, _ name: String = "ben") async throws {
            try await share.put(name, Workspace.picture(of: "<\(name)>"), .ben)
            try await share.rig.delivered(name, prompt: Workspace.picture(of: "<\(name)>"))
        }

        /// Catches a prompt that is made twice, told to have failed, or left for ever, because its folder was closed while it
        /// was made.
        @Test
        func afterItWasSent() async throws {
            try await withShare(Share.simple, ["--image-seconds", "0", "--slots", "0"]) { share in
                let rig = share.rig
                _ = try share.startDaemon()
                try await share.shell(.anna, umask: "002", "mkdir camp")
                try await share.put("camp/kite", Self.prompt, .anna)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                try await share.shell(.anna, umask: "022", "chmod g-w camp")
                try rig.sandbox.set(#"{"slots": 4}"#)
                try await rig.delivered("camp/kite", prompt: Self.prompt)
                try await Self.another(share)
                try await rig.inboxHolds(["camp/kite.working.json"])
                try await share.shell(.anna, umask: "022", "chmod g+w camp")
                try await rig.inboxHolds()
                #expect(try Files.names(in: "\(rig.workspace.outbox)/camp") == ["kite"])
                try share.chargedEach(["camp/kite", "ben"])
            }
        }

        /// Catches money for a result that cannot be put where it belongs, and others that wait for that.
        @Test
        func whereItsResultBelongs() async throws {
            try await withShare { share in
                let rig = share.rig
                _ = try share.startDaemon()
                try await share.client(.anna, ["mkdir outbox/camp"])
                try await share.shell(.anna, umask: "002", "mkdir camp")
                try await share.put("camp/kite", Self.prompt, .anna)
                try await rig.inboxHolds(["camp/kite.working.json"])
                try await Self.another(share)
                try share.chargedEach(["ben"])
                try await share.shell(.anna, umask: "022", "chmod g+w ../outbox/camp")
                try await rig.delivered("camp/kite", prompt: Self.prompt)
                try await rig.inboxHolds()
                try share.chargedEach(["camp/kite", "ben"])
            }
        }

        /// Catches a wrong prompt, and a prompt that was called cancelled, in a closed folder, that hold up others, or are not
        /// dealt with when it is opened; and what is said of them that people cannot delete.
        @Test
        func whereNothingCanBeSaid() async throws {
            try await withShare { share in
                let rig = share.rig
                _ = try share.startDaemon()
                // A cancelled prompt that lies there at the start would be one that an earlier promptd may have taken.
                try await Self.another(share, "first")
                try await share.client(.anna, ["mkdir inbox/camp"])
                try await share.put("camp/wrong", Self.prompt.replacing("1:1", with: "7:7"), .anna)
                let cancelled = try share.local(Workspace.picture(of: "<cancelled>"))
                try await share.client(.anna, ["put \"\(cancelled)\" inbox/camp/boat.cancel.json"])
                try await Self.another(share)
                try await rig.inboxHolds(["camp/boat.cancel.json", "camp/wrong.prompt.json"])
                try await share.shell(.anna, umask: "022", "chmod g+w camp")
                let error = try await rig.explained("camp/wrong")["error"]
                #expect(error?.text("code") == "invalid_prompt")
                try await rig.inboxHolds([
                    "camp/boat.cancelled.json", "camp/wrong.error.json", "camp/wrong.failed.json",
                ])
                let rest = ["boat.cancelled", "wrong.error", "wrong.failed"].map { "del inbox/camp/\($0).json" }
                try await share.client(.ben, rest + ["rmdir inbox/camp"])
                try await rig.inboxHolds()
                try share.chargedEach(["first", "ben"])
            }
        }
    }
}
