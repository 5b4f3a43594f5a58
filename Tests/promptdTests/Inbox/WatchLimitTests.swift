import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// The kernel gives no more watches.
    @Suite(.timeLimit(.minutes(1)), .enabled(if: WatchLimit.isPossible, "needs user namespaces"))
    struct WatchLimitTests {
        /// Catches a daemon that does not start, or passes a folder over, where it can watch no more; and one that keeps
        /// silent about it, or says that a disk is full.
        @Test(arguments: WatchLimit.allCases)
        func whatCannotBeWatchedIsScanned(_ limit: WatchLimit) async throws {
            try await withRig { rig in
                // One of the two without waiting for it.
                let often = limit == .instances ? ["--scan-interval", "200ms"] : []
                let promptd = try [Program.path(), "run"] + rig.places() + Rig.quick + often
                let daemon = try rig.spawn(
                    "/usr/bin/unshare",
                    ["--map-root-user", "/bin/sh", "-c", limit.script] + promptd,
                    [:],
                    output: "\(rig.workspace.path)/daemon.out",
                    errors: "daemon.err"
                )
                try await rig.statusShows("the first scan") { $0["watch"] != nil }
                try Files.makeFolder("\(rig.workspace.inbox)/birds")
                if limit == .watches { try rig.dropEach(["birds/wren"]) }
                try await rig.statusShows("what is not watched, and why") { status in
                    let reasons = status["watch"]?["scanned_folders"]?.memberNames.compactMap {
                        status["watch"]?["scanned_folders"]?.text($0)
                    }
                    return status["watch"]?.text("mode") == "scan"
                        && reasons?.contains { $0.contains("fs.inotify.max_user_\(limit) is reached") } == true
                }
                // No event tells of it, and the next usual scan is a minute away.
                try rig.dropEach(["birds/gull", "owl"])
                try await rig.deliveredEach(["birds/gull", "owl"] + (limit == .watches ? ["birds/wren"] : []))
                let lines = try rig.log.split(separator: "\n").filter { $0.contains("scanned, not watched") }
                #expect(lines.count == 1 && lines.first?.contains("max_user_\(limit)") == true, "\(lines)")
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
            }
        }
    }
}
