import Foundation
import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// The numbers of a real run, against the account book of the API and against those who read them.
    @Suite(.timeLimit(.minutes(1)))
    struct MetricsTests {
        /// A zone in which it is about noon, so that no day ends meanwhile.
        private static var noon: String {
            let ahead = 12 - Int(Date().timeIntervalSince1970) % 86_400 / 3600
            return ahead < 0 ? "Etc/GMT+\(-ahead)" : "Etc/GMT-\(ahead)"
        }

        private static let flags = [
            "--metrics", "127.0.0.1:0", "--max-in-flight", "1", "--max-images-per-day", "100", "--max-usd-per-day", "5",
            "--time-zone", Self.noon,
        ]

        private static func picture(_ name: String, images: Int = 1) -> String {
            Workspace.picture(of: "<\(name)>", images: images)
        }

        /// Catches numbers that say another thing than the account book does, and names in the examples that no daemon has.
        @Test
        func theNumbersOfARunWithFailures() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(
                    """
                    [{"on": "submit", "do": "status", "status": 422, "match": "<refused>"},
                    {"on": "submit", "do": "drop", "charged": true, "match": "<lost>"},
                    {"on": "download", "do": "status", "status": 503, "times": 1, "match": "<slow>"}]
                    """
                )
                _ = try rig.startDaemon(Self.flags)
                let port = try await rig.metricsPort()
                try rig.workspace.drop("three", Self.picture("three", images: 3))
                try rig.workspace.drop("slow", Self.picture("slow"))
                try rig.workspace.drop("refused", Self.picture("refused"))
                try rig.workspace.drop("lost", Self.picture("lost"))
                try rig.workspace.drop("wrong", "{}")
                try await rig.allEnded()
                // The last of them is counted when its files have their names.
                try await waiting(until: "that all are counted") {
                    let scrape = try rig.scrape(port: port)
                    return ["published", "failed", "unconfirmed"].reduce(0) {
                        $0 + (scrape["promptd_jobs_ended_total{end=\"\($1)\"}"] ?? 0)
                    } == 5
                }
                try Self.agrees(try rig.scrape(port: port), try rig.sandbox.ledger(), rig)
                try await Self.somebodyWaits(rig, port)
                let scrape = try rig.scrape(port: port)
                try Self.examplesName(what: scrape)
            }
        }

        private static func agrees(_ scrape: Scrape, _ ledger: Ledger, _ rig: Rig) throws {
            let ends = ["published": 2.0, "failed": 2, "unconfirmed": 1, "cancelled": 0]
            for (end, count) in ends { #expect(scrape["promptd_jobs_ended_total{end=\"\(end)\"}"] == count, "\(end)") }
            #expect(scrape["promptd_jobs_failed_total{code=\"refused\"}"] == 1)
            #expect(scrape["promptd_jobs_failed_total{code=\"invalid_prompt\"}"] == 1)
            // Everything that is charged is an image that came, or the one whose answer was lost.
            #expect(scrape["promptd_images_total"] == 4 && ledger.imagesCharged == 5)
            #expect(scrape["promptd_day_images"] == Double(ledger.imagesCharged))
            let spend = (scrape["promptd_spend_usd_total"] ?? 0, scrape["promptd_uncertain_spend_usd_total"] ?? 0)
            #expect(abs(spend.0 + spend.1 - ledger.usdCharged) < 1e-9 && abs(spend.1 - 0.03) < 1e-9)
            #expect(abs((scrape["promptd_day_spend_usd"] ?? 0) - ledger.usdCharged) < 1e-9)
            func calls(_ outcome: String) -> Double {
                scrape["promptd_api_calls_total{call=\"submit\",outcome=\"\(outcome)\"}"] ?? -1
            }
            #expect(calls("ok") + calls("unanswered") == Double(ledger.accepted) && calls("unanswered") == 1)
            #expect(calls("client_error") == 1)
            #expect(scrape["promptd_api_calls_total{call=\"download\",outcome=\"ok\"}"] == 4)
            #expect(scrape["promptd_api_calls_total{call=\"download\",outcome=\"server_error\"}"] == 1)
            #expect(scrape["promptd_submission_seconds_count"] == 4 && scrape["promptd_job_seconds_count"] == 2)
            #expect(scrape["promptd_claim_seconds_count"] == 5 && scrape["promptd_publication_seconds_count"] == 2)
            let results = try ["three", "slow"].flatMap { name in
                try (Files.names(in: "\(rig.workspace.outbox)/\(name)") ?? []).filter { $0.hasSuffix(".png") }
                    .map { try Files.read("\(rig.workspace.outbox)/\(name)/\($0)")?.count ?? 0 }
            }
            #expect(scrape["promptd_delivered_bytes_total"] == Double(results.reduce(0, +)))
            #expect(scrape["promptd_watch_mode{mode=\"inotify\"}"] == 1 && scrape["promptd_slots_limit"] == 1)
            #expect(!scrape.text.contains(Rig.token) && !scrape.text.contains("three"), "no secret, and no name")
        }

        /// One is at the API, which does nothing, and another waits for its place.
        private static func somebodyWaits(_ rig: Rig, _ port: Int) async throws {
            try rig.sandbox.set(#"{"slots": 0}"#)
            let before = Date().timeIntervalSince1970 - 1
            try rig.dropEach(["first", "second"])
            try await waiting(until: "that one waits") {
                let scrape = try rig.scrape(port: port)
                return scrape["promptd_prompts_waiting{why=\"ready\"}"] == 1
                    && scrape["promptd_jobs{state=\"queued\"}"] == 1
            }
            let scrape = try rig.scrape(port: port)
            #expect(scrape["promptd_slots_used"] == 1)
            #expect((scrape["promptd_oldest_waiting_timestamp_seconds"] ?? 0) > before)
        }

        /// Whoever reads the rules or looks at the dashboard is shown what there is.
        private static func examplesName(what scrape: Scrape) throws {
            for file in ["examples/prometheus/promptd.rules.yaml", "examples/grafana/promptd.json"] {
                let text = try Repository.text(file)
                // Not the names of alerts, of groups and of what the dashboard is called.
                let names = Set(text.matches(of: /\b(promptd|process)_[a-z_]+/).map { String($0.output.0) })
                #expect(names.count > 5, "\(file)")
                #expect(names.subtracting(scrape.names) == [], "\(file)")
            }
            _ = try JSONValue.parse(Repository.bytes("examples/grafana/promptd.json"))
        }

        /// Catches text that Prometheus' own tool does not take, or has something to say about.
        @Test(.enabled(if: Promtool.path != nil, "there is no promtool; Tests/run.sh gets it"))
        func promtoolTakesIt() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon(Self.flags)
                let port = try await rig.metricsPort()
                try rig.dropEach(["one"])
                try await rig.deliveredEach(["one"])
                let tool = try #require(Promtool.path)
                try Files.write(try rig.scrape(port: port).text, to: "\(rig.workspace.path)/metrics.txt")
                let checked = try await rig.finish("/bin/sh", ["-c", "\"$0\" check metrics <metrics.txt", tool])
                #expect(checked.exit == .code(0) && checked.output + checked.errors == "", "\(checked)")
            }
        }
    }
}
