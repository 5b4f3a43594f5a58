import Foundation
import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// Folders that are not there yet, not there any more, or somebody else's too.
    @Suite(.timeLimit(.minutes(1)))
    struct PlaceTests {
        private static let prompt = Workspace.picture(of: "<lamp>")

        private static func stop(_ daemon: ChildProcess) async throws {
            daemon.send(SIGTERM)
            #expect(try await daemon.waitForExit() == .code(0))
        }

        /// Catches a start that fails for good because a share is mounted a little later, one that takes the empty mount
        /// point for the folder, and one that fills it.
        @Test(arguments: ["inbox", "outbox"], [true, false])
        func waitsForAFolderThatIsNotMountedYet(_ name: String, _ isEmptyThere: Bool) async throws {
            try await withRig { rig in
                let (path, away) = ("\(rig.workspace.path)/\(name)", "\(rig.workspace.path)/away")
                try await Self.stop(try await Self.ready(rig))
                try Files.move(path, away)
                if isEmptyThere { try Files.makeFolder(path) }
                let daemon = try rig.startDaemon()
                try await waiting(until: "the reason") { try rig.log.contains("waiting for the folders") }
                #expect(try (Files.names(in: path) ?? []).isEmpty, "nothing is put under a mount point")
                if isEmptyThere { try FileManager.default.removeItem(atPath: path) }
                try Files.move(away, path)
                try rig.workspace.drop("lamp", Self.prompt)
                try await rig.delivered("lamp", prompt: Self.prompt)
                try await Self.stop(daemon)
            }
        }

        private static func ready(_ rig: Rig) async throws -> ChildProcess {
            let daemon = try rig.startDaemon()
            try await rig.statusShows("that it runs") { $0["running"] == .bool(true) }
            return daemon
        }

        /// Catches a wait at the start that nothing but a kill ends.
        @Test
        func canBeStoppedWhileItWaits() async throws {
            try await withRig { rig in
                try await Self.stop(try await Self.ready(rig))
                try Files.move(rig.workspace.outbox, "\(rig.workspace.path)/away")
                let daemon = try rig.startDaemon()
                try await waiting(until: "the reason") { try rig.log.contains("waiting for the folders") }
                try await Self.stop(daemon)
                let once = try await rig.runOnce()
                #expect(once.exit == .code(74) && once.errors.contains("outbox"))
            }
        }

        /// Catches an outbox that is mounted again under another device number and is not known any more.
        @Test(.enabled(if: SmallFileSystem.isPossible))
        func anOutboxThatIsMountedAgainIsTheSame() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let (path, away) = (rig.workspace.outbox, "\(rig.workspace.path)/away")
                _ = try await Self.ready(rig)
                try rig.workspace.drop("lamp", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                try Files.move(path, away)
                try Files.makeFolder(path)
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "storage" }
                // Another file system with the same files in it, as a disk that was plugged in again has another number.
                let disk = try SmallFileSystem(at: path, kilobytes: 200_000)
                try await Self.copyAll(rig, from: away, to: path)
                try await rig.delivered("lamp", prompt: Self.prompt)
                #expect(try rig.sandbox.ledger().submissions.count == 1)
                withExtendedLifetime(disk) {}
            }
        }

        private static func copyAll(_ rig: Rig, from: String, to: String) async throws {
            let copy = try await rig.finish("/bin/cp", ["-a", "\(from)/.", to])
            #expect(copy.exit == .code(0), "\(copy.errors)")
        }

        /// Catches a second promptd on the same inbox where a lock does not reach: it fails prompts that the first one has
        /// paid for, and pays for others again.
        @Test
        func aSecondOneWithoutALockBetweenThemIsRefused() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try await Self.ready(rig)
                try rig.workspace.drop("lamp", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                // As on another mount of the folder, where the kernel knows nothing of the first one's lock.
                try Files.remove("\(rig.workspace.inbox)/.promptd/lock")
                let other = try Workspace()
                defer { other.discard() }
                let second = try await rig.runOnce(["--outbox", other.outbox, "--state", other.state])
                #expect(second.exit == .code(75) && second.errors.contains("another promptd works on"))
                #expect(try rig.workspace.waiting() == ["lamp.working.json"])
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await rig.delivered("lamp", prompt: Self.prompt)
            }
        }

        /// Catches a stop in the first moments that ends as if something had gone wrong.
        @Test
        func aStopInTheFirstMomentsEndsWell() async throws {
            try await withRig { rig in
                for step in 0..<12 {
                    let daemon = try rig.startDaemon()
                    let log = try rig.log
                    // From the moment it says something on, each time a little later.
                    try await waiting(until: "a sign of life") { try rig.log != log }
                    for _ in 0..<step { _ = try rig.status() }
                    try await Self.stop(daemon)
                }
            }
        }
    }
}
