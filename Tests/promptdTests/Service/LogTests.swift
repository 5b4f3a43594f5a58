import Foundation
import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct LogTests {
        /// Catches a start that leaves open what runs: which version, with which API and folders, for which models and caps.
        @Test
        func theStartSaysWhatRuns() async throws {
            try await withRig { rig in
                let flags = ["--max-usd-per-day", "5", "--models", "bytedance/*", "--log-format", "json"]
                let version = try await rig.promptd(["--version"]).output.split(separator: "\n").first.map(String.init)
                _ = try rig.startDaemon(flags)
                try await waiting(until: "the start") { try rig.log.contains(LogMessage.starting.rawValue) }
                let line = try #require(try rig.log.split(separator: "\n").first { $0.contains("\"starting\"") })
                let start = try JSONValue.parse(Array(line.utf8))
                for (name, value) in [
                    ("promptd_version", version), ("promptd_api", try rig.sandbox.url), ("promptd_inbox", "/inbox"),
                    ("promptd_outbox", "/outbox"), ("promptd_state_folder", "/state"), ("promptd_model", "bytedance/*"),
                ] {
                    let end = try #require(value)
                    #expect(start[name]?.stringValue?.hasSuffix(end) == true, "\(name): \(line)")
                }
                #expect(start["promptd_caps"]?.stringValue?.contains("5") == true, "\(line)")
            }
        }

        /// Catches a log that a failing API fills by every job in flight, a line about a job's end that is lost among them, and a
        /// line that is no JSON.
        @Test
        func aFailingAPIDoesNotFillTheLog() async throws {
            try await withRig(["--image-seconds", "1000", "--slots", "64"]) { rig in
                try rig.sandbox.fault(#"{"on": "status", "times": 400, "do": "status", "status": 500}"#)
                for name in (0..<40).map({ "p\($0)" }) {
                    try rig.workspace.drop(name, Workspace.picture(of: "<\(name)>"))
                }
                try rig.workspace.drop("bad", "{}")
                let daemon = try rig.startDaemon([
                    "--max-in-flight", "64", "--log-format", "json", "--log-level", "info",
                ])
                try await waiting(until: "all faults have struck") { try rig.sandbox.pendingFaults().isEmpty }
                try await waiting(until: "the bad prompt is told of") {
                    try rig.log.contains(LogMessage.failed.rawValue)
                }
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                let lines = try rig.log.split(separator: "\n").map { try JSONValue.parse(Array($0.utf8)) }
                let asked = lines.compactMap { $0["message"]?.stringValue }.filter { $0.hasPrefix("cannot ask about") }
                #expect(asked.count == 6, "\(asked)")
                #expect(asked.last?.hasSuffix(" more of this kind") == true)
                #expect(lines.allSatisfy { $0["time"] != nil && $0["level"] != nil })
            }
        }
    }
}
