import Foundation
import PromptTesting
import Testing

extension EndToEnd {
    /// The examples for who watches promptd, as Prometheus takes them.
    @Suite(.timeLimit(.minutes(1)))
    struct ExampleRulesTests {
        private static let cases = """
            rule_files: [promptd.rules.yaml]
            evaluation_interval: 1m
            tests:
              - interval: 1m
                input_series:
                  - {series: 'promptd_hold{reason="token", job="promptd", instance="a"}', values: '0x4 1x20'}
                  - {series: 'promptd_hold{reason="budget", job="promptd", instance="a"}', values: '1x25'}
                alert_rule_test:
                  - {alertname: PromptdAccountHeld, eval_time: 8m}
                  - alertname: PromptdAccountHeld
                    eval_time: 11m
                    exp_alerts: [{exp_labels: {severity: critical, reason: token, job: promptd, instance: a}}]
              - interval: 1m
                input_series:
                  - {series: 'promptd_oldest_waiting_timestamp_seconds{job="promptd", instance="a"}', values: '60x200'}
                  - {series: 'promptd_oldest_waiting_timestamp_seconds{job="promptd", instance="b"}', values: '60x200'}
                  - {series: 'promptd_hold{reason="budget", job="promptd", instance="b"}', values: '1x200'}
                alert_rule_test:
                  - {alertname: PromptdWaitsLong, eval_time: 50m}
                  - alertname: PromptdWaitsLong
                    eval_time: 70m
                    exp_alerts: [{exp_labels: {severity: warning, job: promptd, instance: a}}]
              - interval: 1m
                input_series:
                  - {series: 'promptd_day_spend_usd{job="promptd", instance="a"}', values: '4.6x10'}
                  - {series: 'promptd_day_spend_cap_usd{job="promptd", instance="a"}', values: '5x10'}
                alert_rule_test:
                  - alertname: PromptdCapNear
                    eval_time: 5m
                    exp_alerts: [{exp_labels: {severity: info, job: promptd, instance: a}}]

            """

        /// Catches rules that Prometheus does not load, or that do not ring when they should, or ring when they should not.
        @Test(.enabled(if: Promtool.path != nil, "there is no promtool; Tests/run.sh gets it"))
        func theRulesRing() async throws {
            let tool = try #require(Promtool.path)
            let rig = try Rig()
            defer { rig.workspace.discard() }
            let rules = Repository.path("examples/prometheus/promptd.rules.yaml")
            let checked = try await rig.finish(tool, ["check", "rules", rules])
            #expect(checked.exit == .code(0), "\(checked)")
            // What is said is not compared.
            let lines = try Repository.text("examples/prometheus/promptd.rules.yaml").split(separator: "\n")
                .filter { line in !["annotations:", "summary:", "description:"].contains { line.contains("  \($0)") } }
            try Files.write(lines.joined(separator: "\n") + "\n", to: "\(rig.workspace.path)/promptd.rules.yaml")
            try Files.write(Self.cases, to: "\(rig.workspace.path)/cases.yaml")
            let tested = try await rig.finish(tool, ["test", "rules", "\(rig.workspace.path)/cases.yaml"])
            #expect(tested.exit == .code(0), "\(tested)")
        }

        /// Catches a scrape configuration that Prometheus does not load.
        @Test(.enabled(if: Promtool.path != nil, "there is no promtool; Tests/run.sh gets it"))
        func theScrapeConfigurationLoads() async throws {
            let tool = try #require(Promtool.path)
            let rig = try Rig()
            defer { rig.workspace.discard() }
            let checked = try await rig.finish(
                tool,
                ["check", "config", "--syntax-only", Repository.path("examples/prometheus/scrape.yaml")]
            )
            #expect(checked.exit == .code(0), "\(checked)")
        }
    }
}
