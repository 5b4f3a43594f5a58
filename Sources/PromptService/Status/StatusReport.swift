import Foundation
import PromptCore
import PromptFiles

/// The daemon's state as `status.json` has it (contract §7), and as one line for the service manager.
struct StatusReport {
    static let version = 1

    /// Prompts that are not begun, since they would only wait for something of their own.
    struct Waiting: Equatable, Sendable {
        var model: ModelID
        /// How many images each asks for.
        var images: Int
        var prompts: Int
        var why: String
    }

    var summary: Inbox.Summary
    var waiting: [Waiting] = []
    /// Jobs that keep no place, since they fetch their results or wait for something of their own.
    var aside = 0
    /// Those of them whose requests the API has not finished, and how many there may be.
    var unfinished = 0
    var mostUnfinished = Int.max
    var entries: [JobsInFlight.Entry]
    var notTaken = NotTakenList()
    var totals: Tally.Totals
    var hold: Hold?
    var budget: Budget
    var now: Date
    /// The daemon has ended in good order.
    var isStopped: Bool
    var started: Date
    var daemon: DaemonIdentity
    var settings: DaemonSettings
    /// How many jobs may have a place at once.
    var limit: Int

    /// What keeps prompts from being submitted; `nil` if nothing does.
    private var obstacle: (reason: String, message: String, until: Date?)? {
        if let offline = self.summary.offlineReason { return ("inbox", offline, nil) }
        // A hold that is due ends with the next prompt's try; while there is none, it is history. But a wrong token stays
        // wrong, and is better mended before that.
        let isIdle = self.entries.isEmpty && self.summary.ready == 0
        if let hold = self.hold, !isIdle || hold.until > self.now || hold.reason == .token {
            return (hold.reason.rawValue, hold.message, hold.reason.endsByItself ? hold.until : nil)
        }
        guard self.aside >= self.settings.maxAside else {
            guard self.unfinished >= self.mostUnfinished else { return nil }
            let crowd = """
                the API has \(self.unfinished) requests that it does not finish (see the list of jobs in the status); nothing \
                more is bought until it does
                """
            return ("unfinished", crowd, nil)
        }
        let crowd = """
            \(self.aside) jobs fetch their results or wait for something of their own (see the list of jobs in the status); \
            nothing more is begun until some of them are over
            """
        return ("crowded", crowd, nil)
    }

    /// How many of the jobs can do nothing at the moment.
    private var waitingJobs: Int {
        self.entries.count { entry in
            switch entry.doing {
            case .waiting, .blocked, .paused: true
            case .uploading, .submitting, .queued, .generating, .unrecognised, .finished, .downloading, .publishing,
                .dividing:
                false
            }
        }
    }

    /// What to tell people in the inbox; `nil` if nothing is held, or nobody is there to go on by itself.
    var notice: WaitingNotice? {
        guard !self.isStopped, let obstacle else { return nil }
        let until = obstacle.until.flatMap { $0 > self.now ? $0 : nil }
        return WaitingNotice(
            reason: obstacle.message,
            until: until,
            needsPerson: obstacle.reason == Hold.Reason.unconfirmed.rawValue
        )
    }

    /// One line: what is going on.
    var line: String {
        if self.isStopped { return "stopped" }
        var parts: [String] = []
        if let obstacle { parts.append("HELD: \(obstacle.message)") }
        let doing = self.entries.isEmpty ? "idle" : "\(self.entries.count) in flight"
        parts.append(self.waitingJobs == 0 ? doing : "\(doing) (\(self.waitingJobs) of them waiting)")
        let waiting = self.summary.ready + self.summary.settling
        if waiting > 0 { parts.append("\(waiting) waiting") }
        if self.summary.later > 0 {
            parts.append("\(self.summary.later) waiting for their own time")
            if let first = self.summary.nextStart {
                parts.append("the first at \(LocalTime.text(first, in: self.settings.timeZone))")
            }
        }
        if self.summary.paused > 0 { parts.append("\(self.summary.paused) paused") }
        let today = self.budget.spending(at: self.now)
        if today.images > 0 {
            let cost = today.cost > .zero ? " for \(today.cost) USD" : ""
            parts.append("today \(today.images) image\(today.images == 1 ? "" : "s")\(cost)")
        }
        parts.append("\(self.totals.published) published")
        let failed = self.totals.failed + self.totals.unconfirmed
        if failed > 0 { parts.append("\(failed) failed") }
        parts.append(self.watchMode)
        parts.append("caps: \(self.budget.caps.summary)")
        return parts.joined(separator: ", ")
    }

    private var watchMode: String {
        self.summary.unwatched.isEmpty ? "watching \(self.settings.inbox)" : "scanning \(self.settings.inbox)"
    }

    var json: JSONValue {
        let told = self.notTaken.reasons(limit: 100)
        return .object([
            .init("schema_version", .integer(Self.version)),
            .init("heartbeat", .time(self.now)),
            .init("started", .time(self.started)),
            .init("running", .bool(!self.isStopped)),
            .init("promptd", self.daemon.json),
            .init("status", .string(self.line)),
            .init("hold", self.holdJSON),
            .init("watch", self.watchJSON),
            .init("waiting", self.waitingJSON),
            .init("spend_today", self.spendJSON),
            .init("limits", self.limitsJSON),
            .init("since_start", self.totalsJSON),
            .init("jobs", .array(self.entries.map(\.json))),
            .init("not_taken", .object(told.lines.map { .init($0.path, .string($0.why)) })),
            .init("not_taken_count", .integer(told.lines.count + told.left)),
            .init("not_taken_more_folders", .integer(told.folders)),
        ])
    }

    private var holdJSON: JSONValue {
        guard let obstacle else { return .null }
        return .object([
            .init("reason", .string(obstacle.reason)), .init("message", .string(obstacle.message)),
            .init("next_try", .time(obstacle.until)),
        ])
    }

    private var watchJSON: JSONValue {
        .object([
            .init("inbox", .string(self.settings.inbox)),
            .init("mode", .string(self.summary.unwatched.isEmpty ? "inotify" : "scan")),
            .init("folders", .integer(self.summary.folders)),
            .init(
                "scanned_folders",
                .object(
                    self.summary.unwatched.sorted { $0.key < $1.key }.prefix(100)
                        .map { .init($0.key, .string($0.value)) }
                )
            ),
        ])
    }

    private var waitingJSON: JSONValue {
        .object([
            .init("ready", .integer(self.summary.ready)), .init("settling", .integer(self.summary.settling)),
            .init("paused", .integer(self.summary.paused)), .init("later", .integer(self.summary.later)),
            .init("next_start", .time(self.summary.nextStart)),
            .init("not_begun", .array(self.waiting.map(Self.wait))),
        ])
    }

    /// What this day has cost, or may have cost, by the journal; with the caps that hold for it.
    private var spendJSON: JSONValue {
        let (spending, caps) = (self.budget.spending(at: self.now), self.budget.caps)
        let day = self.budget.day(of: self.now)
        return .object([
            .init("since", .time(day.start)), .init("until", .time(day.end)),
            .init("images", .integer(spending.images)), .init("cost_usd", .amount(spending.cost)),
            .init("unpriced_jobs", .integer(spending.unpriced)),
            .init("max_images", caps.imagesPerDay.map { .integer($0) } ?? .null),
            .init("max_usd", .amount(caps.usdPerDay)),
        ])
    }

    /// What may be bought, whatever has been spent.
    private var limitsJSON: JSONValue {
        .object([
            .init("models", .string(self.settings.rules.modelsSummary)),
            .init("caps", .string(self.budget.caps.summary)),
            .init("max_images_per_prompt", .integer(self.settings.rules.maxImages)),
            .init("max_usd_per_prompt", .amount(self.budget.caps.usdPerPrompt)),
            .init("max_in_flight", .integer(self.limit)),
        ])
    }

    private static func wait(_ waiting: Waiting) -> JSONValue {
        .object([
            .init("prompts", .integer(waiting.prompts)), .init("model", .string(waiting.model.rawValue)),
            .init("images", .integer(waiting.images)), .init("why", .string(waiting.why)),
        ])
    }

    private var totalsJSON: JSONValue {
        .object([
            .init("published", .integer(self.totals.published)), .init("images", .integer(self.totals.images)),
            .init("failed", .integer(self.totals.failed)), .init("unconfirmed", .integer(self.totals.unconfirmed)),
            .init("cancelled", .integer(self.totals.cancelled)), .init("cost_usd", .amount(self.totals.cost)),
        ])
    }

}
