import PromptCore
import Testing

extension EndToEnd {
    /// A share as it is made by the book, by somebody who knows nothing of promptd.
    @Suite(.enabled(if: SambaServer.isPossible, "\(SambaServer.reason)"), .timeLimit(.minutes(1)))
    struct DefaultShareTests {
        /// Catches results that members of the group cannot read or delete over the share; and folders that people make
        /// there, in which promptd may not rename, that hold up others or are not worked off when they are opened.
        @Test
        func foldersOfPeopleHoldUpNobody() async throws {
            try await withShare { share in
                let rig = share.rig
                _ = try share.startDaemon(["--max-in-flight", "8"])
                try await share.put("sunset", Workspace.picture(of: "<sunset>"), .anna)
                try await rig.delivered("sunset", prompt: Workspace.picture(of: "<sunset>"))
                try await share.takesAway("sunset", .ben)

                let camp = (1...8).map { "camp/\($0)" }
                try await share.client(.anna, ["mkdir inbox/camp"])
                for name in camp { try await share.put(name, Workspace.picture(of: "<\(name)>"), .anna) }
                try await rig.statusShows("the folder's prompts") { _ in try rig.workspace.waiting().count == 8 }
                try await share.put("ben", Workspace.picture(of: "<ben>"), .ben)
                try await rig.delivered("ben", prompt: Workspace.picture(of: "<ben>"))
                try await rig.inboxHolds(camp.map { "\($0).prompt.json" })
                try share.chargedEach(["sunset", "ben"])
                let command = "chmod g+rwxs"
                let advice = "write access to the folder it lies in, with \(command)"
                try await rig.statusShows("what to do") { status in
                    status["jobs"]?.elements.contains { "\($0)".contains(advice) } == true
                }

                try await share.shell(.anna, umask: "022", "\(command) camp")
                for name in camp { try await rig.delivered(name, prompt: Workspace.picture(of: "<\(name)>")) }
                try await rig.inboxHolds()
                try share.chargedEach(["sunset", "ben"] + camp)
                for name in camp { try await share.takesAway(name, .anna) }
            }
        }
    }
}
