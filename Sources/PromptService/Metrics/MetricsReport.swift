import Foundation
import PromptCore
import PromptFiles

/// The daemon's state and what it has counted, as numbers.
struct MetricsReport {
    var summary = Inbox.Summary()
    var lastScan: Inbox.Scan?
    /// When the oldest prompt came that is not submitted, and not held back by its owner.
    var oldestWaiting: Date?
    var jobs = JobsInFlight.Summary()
    var mostUnfinished = Int.max
    var states: [JobState.Name: Int] = [:]
    /// How many jobs may have a place at once.
    var limit = 0
    var holds: [Hold] = []
    var counts = Tally.Counts()
    var spending = Spending()
    var caps = SpendingCaps()
    var dayEnd: Date
    var storage = StorageFigures.Sizes()
    var process: ProcessFigures?
    var settings: DaemonSettings
    var isReady = false
    var now: Date

    /// Everything, in the order in which it is served.
    var families: [MetricFamily] {
        [self.daemonFamilies, self.jobFamilies, self.stepFamilies, self.waitingFamilies, self.holdFamilies]
            .flatMap(\.self) + self.moneyFamilies + self.apiFamilies + self.machineFamilies
    }

    private var daemonFamilies: [MetricFamily] {
        [
            .init("promptd_build_info", .gauge, "Which promptd it is; always 1")
                .with(.integer(1), ("version", self.settings.identity.version)),
            .init("promptd_ready", .gauge, "Whether it has looked through its inbox and takes prompts: 1 or 0")
                .with(self.isReady ? 1 : 0),
        ]
    }

    private var apiFamilies: [MetricFamily] {
        var calls = MetricFamily("promptd_api_calls", .counter, "Calls of the API, by how they ended")
        for call in APICall.allCases {
            for outcome in call.outcomes {
                let count = self.counts.calls[call]?[outcome] ?? 0
                calls = calls.with(count, ("call", call.rawValue), ("outcome", outcome.rawValue))
            }
        }
        return [calls]
    }
}

extension MetricsReport {
    /// What the reporter's parts say at this moment.
    init(_ reporter: StatusReporter, storage: StorageFigures.Sizes) {
        let now = reporter.clocks.wall()
        let budget = reporter.admissions.budget
        let standing = reporter.jobs.standing
        self.init(dayEnd: budget.day(of: now).end, settings: reporter.settings, now: now)
        self.summary = reporter.inbox.summary(at: now)
        self.lastScan = reporter.inbox.lastScan
        self.oldestWaiting = [reporter.inbox.oldestReady, standing.oldestUnsent].compactMap(\.self).min()
        self.jobs = reporter.jobs.summary
        self.mostUnfinished = reporter.jobs.mostUnfinished
        self.states = standing.states
        self.limit = reporter.jobs.limit
        self.holds = reporter.admissions.gate.holds
        self.counts = reporter.tally.counts
        self.spending = budget.spending(at: now)
        self.caps = budget.caps
        self.storage = storage
        self.process = ProcessFigures.now()
        self.isReady = reporter.health.isReady && !reporter.health.isStopping
    }
}
