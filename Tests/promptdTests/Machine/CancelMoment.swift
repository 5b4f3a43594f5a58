import PromptCore
import Testing

/// Where a prompt is when its owner cancels it, and what has to come of that.
struct CancelMoment: Sendable, CustomTestStringConvertible {
    enum End: String, Sendable {
        /// `x.cancelled.json`, and nothing charged.
        case cancelled
        /// In the outbox, with a warning in the sidecar.
        case delivered
    }

    var name: String
    var end: End
    /// The state its file name shows then.
    var file = "working"
    /// For the sandbox.
    var options = ["--image-seconds", "0", "--slots", "0"]
    var faults: [String] = []
    /// For the daemon.
    var flags: [String] = []
    /// Brings the prompt there.
    var reach: @Sendable (Rig) async throws -> Void
    /// What happens when the wish has been made.
    var afterwards: @Sendable (Rig) async throws -> Void = { _ in }

    var testDescription: String { "\(self.name): to be \(self.end)" }

    static let prompt = Workspace.picture(of: "<swan>")

    private static func drop(_ rig: Rig) throws { try rig.workspace.drop("swan", Self.prompt) }

    private static func jobIs(_ state: String, _ rig: Rig) async throws {
        try await rig.statusShows("the job \(state)") {
            $0["jobs"]?.elements.first { $0.text("name") == "swan" }?.text("state") == state
        }
    }

    private static let held = #"{"on": "submit", "do": "status", "status": 402, "times": null}"#
    private static let notFetched = #"{"on": "download", "do": "status", "status": 503, "times": null}"#

    static let unsent = [
        CancelMoment(
            name: "settling",
            end: .cancelled,
            file: "prompt",
            flags: ["--settle", "1h"],
            reach: { rig in
                try Self.drop(rig)
                try await rig.statusShows("it settle") { $0["waiting"]?["settling"]?.intValue == 1 }
            }
        ),
        CancelMoment(
            name: "waiting while another one meets trouble",
            end: .cancelled,
            file: "prompt",
            faults: [Self.held],
            flags: ["--hold-min", "1h", "--hold-max", "1h"],
            reach: { rig in
                try rig.workspace.drop("duck", Workspace.picture(of: "<duck>"))
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "balance" }
                try Self.drop(rig)
                try await rig.statusShows("it wait") { $0["waiting"]?["ready"]?.intValue == 1 }
            }
        ),
        CancelMoment(
            name: "paused",
            end: .cancelled,
            file: "prompt",
            reach: { rig in
                try Files.write("", to: "\(rig.workspace.inbox)/PAUSE")
                try Self.drop(rig)
                try await rig.statusShows("the pause") { $0["waiting"]?["paused"]?.intValue == 1 }
            }
        ),
        CancelMoment(
            name: "waiting for its time",
            end: .cancelled,
            file: "prompt",
            reach: { rig in
                let later = #"{"text": "a <swan>", "promptd": {"not_before": "2199-01-01T00:00:00Z"}}"#
                try rig.workspace.drop("swan", later)
                try await rig.statusShows("it wait") { $0["waiting"]?["later"]?.intValue == 1 }
            }
        ),
    ]

    static let sent = [
        CancelMoment(
            name: "submitting, queued after that",
            end: .cancelled,
            faults: [#"{"on": "submit", "do": "delay", "seconds": 1}"#],
            reach: { rig in
                try Self.drop(rig)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().sent("<swan>") == 1 }
            }
        ),
        CancelMoment(
            name: "queued",
            end: .cancelled,
            reach: { rig in
                try Self.drop(rig)
                try await Self.jobIs("queued", rig)
            }
        ),
        CancelMoment(
            name: "running",
            end: .delivered,
            options: ["--image-seconds", "100000"],
            reach: { rig in
                try Self.drop(rig)
                try await Self.jobIs("running", rig)
            },
            afterwards: { try $0.sandbox.set(#"{"image_seconds": 0}"#) }
        ),
        CancelMoment(
            name: "collecting",
            end: .delivered,
            options: ["--image-seconds", "0"],
            faults: [Self.notFetched],
            reach: { rig in
                try Self.drop(rig)
                try await Self.jobIs("collecting", rig)
            },
            afterwards: { try $0.sandbox.clearFaults() }
        ),
    ]
}
