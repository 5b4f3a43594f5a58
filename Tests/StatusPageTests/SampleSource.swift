import PromptService

@testable import StatusPage

/// A daemon that is as a test says.
struct SampleSource: PageSource {
    var alive = true
    var isReady = true

    func isAlive() async -> Bool { self.alive }

    func metrics() async -> [MetricFamily] {
        [MetricFamily("promptd_ready", .gauge, "Whether it is").with(.integer(1))]
    }
}
