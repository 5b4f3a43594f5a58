import PromptCore
import Testing

extension EndToEnd {
    /// Commands by renaming and putting files, as a file manager does on a share.
    @Suite(.enabled(if: SambaServer.isPossible, "\(SambaServer.reason)"), .timeLimit(.minutes(1)))
    struct GesturesShareTests {
        /// Catches a gesture that works on a disk and not on a share: cancel, retry, make again, pause, correct.
        @Test
        func gestures() async throws {
            try await withShare(Share.simple, ["--image-seconds", "0", "--slots", "0"]) { share in
                let rig = share.rig
                let (kite, boat) = (Workspace.picture(of: "<kite>"), Workspace.picture(of: "<boat>"))
                let ship = Workspace.picture(of: "<ship>")
                _ = try share.startDaemon()
                func rename(_ name: String, _ old: String, _ new: String, _ person: Person) async throws {
                    try await share.client(person, ["rename inbox/\(name).\(old).json inbox/\(name).\(new).json"])
                }
                try await share.put("kite", kite, .anna)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                try await rename("kite", "working", "cancel", .ben)
                try await rig.inboxHolds(["kite.cancelled.json"])
                #expect(try rig.sandbox.ledger().cancelled == 1)
                #expect(try rig.sandbox.ledger().imagesCharged == 0)

                try rig.sandbox.set(#"{"slots": 4}"#)
                try await rename("kite", "cancelled", "prompt", .anna)
                try await rig.delivered("kite", prompt: kite)
                try await rig.inboxHolds()

                let pause = try share.local("")
                try await share.client(.ben, ["put \"\(pause)\" \"inbox/pause.TXT\""])
                try await share.put("boat", boat, .anna)
                try await rig.statusShows("the paused prompt") { $0["waiting"]?["paused"]?.intValue == 1 }
                try await share.client(.ben, ["del \"inbox/pause.TXT\""])
                try await rig.delivered("boat", prompt: boat)

                try await share.put("ship", ship.replacing("1:1", with: "7:7"), .anna)
                _ = try await rig.explained("ship")
                let (copy, corrected) = ("\(rig.workspace.path)/explanation", try share.local(ship))
                let get = "get inbox/ship.error.json \"\(copy)\""
                try await share.client(.anna, [get, "put \"\(corrected)\" inbox/ship.failed.json"])
                #expect(try Files.text(copy).contains("image_size"))
                try await rename("ship", "failed", "prompt", .anna)
                try await rig.delivered("ship", prompt: ship)
                try await rig.inboxHolds()
                let ledger = try rig.sandbox.ledger()
                // The cancelled one was accepted, and not charged.
                #expect(ledger.accepted == 4 && ledger.imagesCharged == 3)
            }
        }
    }
}
