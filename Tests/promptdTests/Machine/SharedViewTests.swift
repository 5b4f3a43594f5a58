import Foundation
import Glibc
import PromptCore
import Testing

private let isFull = ProcessInfo.processInfo.environment["PROMPTD_SHARED"] == "full"

extension EndToEnd {
    /// Folders on a share: nothing tells of changes there, and locks may end at the machine.
    @Suite(.timeLimit(.minutes(isFull ? 10 : 2)), .enabled(if: SharedView.isPossible, "\(SharedView.reason)"))
    struct SharedViewTests {
        private static let quick = ["--scan-interval", "50ms"]

        /// Catches a share that answers from a cache, and is taken for one that changes all the time.
        @Test(arguments: [[], ["-o", "attr_timeout=0"]])
        func itWorksOnAShare(_ options: [String]) async throws {
            try await withRig { rig in
                let workspace = rig.workspace
                let inbox = try SharedView(of: workspace.inbox, in: workspace, options)
                let outbox = try SharedView(of: workspace.outbox, in: workspace, options)
                let daemon = try rig.startDaemon(Self.quick + ["--inbox", inbox.path, "--outbox", outbox.path])
                for name in ["a", "b"] { try workspace.drop(name, Workspace.picture(of: "<\(name)>")) }
                try await rig.deliveredEach(["a", "b"])
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
            }
        }

        /// Catches a start that waits for a dead share without a word, and is given up by the service manager.
        @Test
        func aStartOnAShareThatHangsIsTold() async throws {
            try await withRig { rig in
                let workspace = rig.workspace
                let view = try SharedView(of: workspace.outbox, in: workspace)
                view.hang()
                let receiver = try NotifyReceiver("\(workspace.path)/notify")
                let environment = ["NOTIFY_SOCKET": receiver.path]
                let daemon = try rig.startDaemon(["--outbox", view.path], environment: environment)
                var heard: [String] = []
                try await waiting(until: "more time, and why") {
                    heard += receiver.messages()
                    return heard.contains { $0.contains("EXTEND_TIMEOUT_USEC=") }
                        && heard.contains { $0.contains("the outbox does not answer") }
                }
                view.hang(false)
                try rig.dropEach(["a"])
                try await rig.deliveredEach(["a"])
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
            }
        }

        /// Catches two daemons on two machines that pay for the same prompts, and one that fails what the other has paid
        /// for: neither sees the other's lock, its process or its clock.
        @Test(arguments: [0, 1])
        func twoDaemonsOnOneFolderPayOnce(secondsBetween: Int) async throws {
            try await withRig { rig in
                let (workspace, count) = (rig.workspace, isFull ? 300 : 40)
                var views: [SharedView] = []
                for name in ["one", "other"] {
                    let view = try SharedView(of: workspace.inbox, in: workspace, ["-o", "attr_timeout=0"])
                    views.append(view)
                    _ = try rig.startDaemon(
                        Self.quick + [
                            "--inbox", view.path, "--outbox", "\(workspace.path)/\(name)/outbox",
                            "--state", "\(workspace.path)/\(name)/state",
                        ]
                    )
                    // Not to wait for anything: how far the first has got when the other starts is what is tried out.
                    try await Task.sleep(for: .seconds(secondsBetween))
                }
                for number in 1...count { try workspace.drop("n\(number)", Workspace.picture(of: "<n\(number).>")) }
                try await rig.inboxHolds()
                let results = try ["one", "other"].flatMap { name in
                    (try Files.names(in: "\(workspace.path)/\(name)/outbox") ?? []).filter { !$0.hasPrefix(".") }
                }
                #expect(results.sorted() == (1...count).map { "n\($0)" }.sorted())
                let ledger = try rig.sandbox.ledger()
                #expect(ledger.accepted == count)
                for number in 1...count { #expect(ledger.charged("<n\(number).>") == 1) }
                withExtendedLifetime(views) {}
            }
        }
    }
}
