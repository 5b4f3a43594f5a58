import Foundation
import PromptCore

/// What `x.working.json` says while the prompts of a file are made: a line for each (contract §4.3;
/// `examples/batch.schema.json` is its schema).
struct BatchTable: Equatable, Sendable {
    private let plan: BatchPlan
    private let price: BatchPrice?
    /// Where each stands whose file is there.
    var states: [FileName: PromptFileState] = [:]
    /// Whether they have been shown: one without a file was delivered then.
    var isShown = false
    /// Why those have failed that have.
    var reasons: [FileName: String] = [:]

    init(_ plan: BatchPlan, _ price: BatchPrice?) {
        self.plan = plan
        self.price = price
    }

    static func == (first: BatchTable, second: BatchTable) -> Bool {
        first.states == second.states && first.isShown == second.isShown && first.reasons == second.reasons
    }

    /// Those that have not ended, next steps among them.
    var open: Int {
        self.plan.children.count { [.waiting, .working].contains(self.standing(of: $0)) } + self.openSteps
    }

    /// Prompts that the file did not hold, and that lie with those that it did.
    private var openSteps: Int {
        let own = self.stems
        return self.states.count { [.prompt, .working, .cancel].contains($0.value) && !own.contains($0.key) }
    }

    /// The names of those that the file holds.
    var stems: Set<FileName> { Set(self.plan.children.map(\.stem)) }

    /// Those that have.
    var delivered: Int { self.plan.children.count { self.standing(of: $0) == .delivered } }
    var failed: Int { self.plan.children.count { self.standing(of: $0) == .failed } }
    var count: Int { self.plan.children.count }

    /// The raw values are those of the member `state`.
    enum Standing: String {
        case waiting = "waiting"
        case working = "under_way"
        case delivered = "delivered"
        case failed = "failed"
        case cancelled = "cancelled"
        case repeated = "repeat"
    }

    func standing(of child: BatchPlan.Child) -> Standing {
        if case .failure = child.content { return .failed }
        switch self.states[child.stem] {
        case .prompt: return .waiting
        case .working, .cancel: return .working
        case .failed, .error, .adopt: return .failed
        case .cancelled: return .cancelled
        case .repeat: return .repeated
        case nil: return self.isShown ? .delivered : .waiting
        }
    }

    /// The file's bytes.
    func bytes(_ job: Job, daemon: DaemonIdentity, at now: Date) -> [UInt8] {
        let name = job.source.stem
        let rows = self.plan.children.map { child -> JSONValue in
            var members: [JSONValue.Member] = [
                .init("row", .integer(child.row.number)), .init("line", .integer(child.row.line)),
                .init("name", .string("\(child.stem)")), .init("state", .string(self.standing(of: child).rawValue)),
            ]
            if case .failure(let rejection) = child.content {
                members.append(.init("error", .string(rejection.message)))
            } else if let reason = self.reasons[child.stem] {
                members.append(.init("error", .string(reason)))
            }
            return .object(members)
        }
        var members: [JSONValue.Member] = [
            .init("schema_version", .integer(1)),
            .init("status", .string("\(self.delivered) of \(self.count) delivered, \(self.failed) failed")),
            .init("to_cancel", .string("rename this file to \(name).cancel.json: what is not begun is never charged")),
            .init("prompts", .integer(self.count)), .init("delivered", .integer(self.delivered)),
            .init("failed", .integer(self.failed)), .init("open", .integer(self.open)),
        ]
        if let price = self.price {
            members += [
                .init("images", .integer(price.images)), .init("estimate_usd", .amount(price.cost)),
                .init("unpriced", .integer(price.unpriced)),
            ]
        }
        members += [
            .init("job_id", .string(job.id.rawValue)), .init("updated", .time(now)),
            .init("rows", .array(rows)), .init("promptd", daemon.json),
        ]
        return JSONValue.object(members).pretty()
    }
}
