import Foundation
import Glibc
import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct InstanceTests {
        enum Shared: CaseIterable, Sendable {
            case inbox, inboxByLink, state
        }

        /// Catches two daemons that pay for the same prompts, and a refusal that harms the one that works.
        @Test(arguments: Shared.allCases)
        func aSecondDaemonIsRefused(_ shared: Shared) async throws {
            try await withRig { rig in
                let first = try rig.startDaemon()
                try await rig.statusShows("that it runs") { $0["status"] != nil }
                let (workspace, other) = (rig.workspace, "\(rig.workspace.path)/other")
                var flags = ["--outbox", "\(other)/outbox"]
                switch shared {
                case .inbox: flags += ["--state", "\(other)/state"]
                case .inboxByLink:
                    try SystemTrouble.check("link", "inbox", symlink(workspace.inbox, "\(workspace.path)/link"))
                    flags += ["--state", "\(other)/state", "--inbox", "\(workspace.path)/link"]
                case .state: flags += ["--inbox", "\(other)/inbox"]
                }
                let second = try await rig.promptd(["run"] + rig.places() + Rig.quick + flags)
                #expect(second.exit == .code(75), "\(second.errors)")
                #expect(second.errors.contains("pid \(first.pid) "), "\(second.errors)")
                #expect(second.errors.split(separator: "\n").count == 1)
                let prompt = Workspace.picture(of: "a chair")
                try workspace.drop("chair", prompt)
                try await rig.delivered("chair", prompt: prompt)
                #expect(first.exit == nil)
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }

        /// Catches a daemon that holds for ever, without a status, once a mirroring tool has removed what it does not know; and
        /// a second one that gets in by that.
        @Test
        func goesOnWhenItsFolderInTheInboxWasRemoved() async throws {
            try await withRig { rig in
                let workspace = rig.workspace
                let daemon = try rig.startDaemon(["--scan-interval", "50ms"])
                try await rig.statusShows("that it runs") { $0["status"] != nil }
                try FileManager.default.removeItem(atPath: "\(workspace.inbox)/.promptd")
                let prompt = Workspace.picture(of: "a chair")
                try workspace.drop("chair", prompt)
                try await rig.delivered("chair", prompt: prompt)
                try await rig.statusShows("that it runs still") { $0["status"] != nil }
                #expect(try await rig.promptd(["status", "--inbox", workspace.inbox]).exit == .code(0))
                let other = "\(workspace.path)/other"
                let second = try await rig.promptd(
                    ["run"] + rig.places() + ["--outbox", "\(other)/outbox", "--state", "\(other)/state"]
                )
                #expect(second.exit == .code(75) && second.errors.contains("pid \(daemon.pid) "), "\(second.errors)")
                #expect(try rig.sandbox.ledger().accepted == 1)
                // Removed while none runs: what is said leads on.
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                try FileManager.default.removeItem(atPath: "\(workspace.inbox)/.promptd")
                let refused = try await rig.runOnce()
                #expect(
                    refused.exit == .code(74)
                        && refused.errors.contains("(mkdir, as the user that promptd runs as) and start")
                )
                try Files.makeFolder("\(workspace.inbox)/.promptd")
                #expect(try await rig.runOnce().exit == .code(0))
            }
        }

        /// Catches a lock that outlives a killed daemon and keeps the next one out.
        @Test
        func aKilledDaemonHoldsNobodyUp() async throws {
            try await withRig { rig in
                let first = try rig.startDaemon()
                try await rig.statusShows("that it runs") { $0["status"] != nil }
                first.end()
                #expect(try await rig.runOnce().exit == .code(0))
            }
        }
    }
}
