import Foundation
import PromptCore
import Synchronization

/// What models really cost lately, held against what the catalog says: its price is a base, and resolution, sound or length
/// may raise the bill.
final class ActualCosts: Sendable {
    /// Jobs of a model that count, and seconds for which they do.
    static let most = 20
    static let memory: TimeInterval = 30 * 86_400
    /// Jobs that are looked at when promptd starts: of all models together.
    static let readAtStart = 500

    private struct Cost {
        var job: JobID
        var submitted: Date
        /// Of an output, or of a second of it where the model is paid by the second.
        var perUnit: USD
    }

    /// Of each model, oldest first.
    private let costs = Mutex<[ModelID: [Cost]]>([:])

    /// Takes over what the job, as it was just committed, has cost; of one that the API has named no cost of, nothing.
    func note(_ job: Job) {
        // One whose price nobody knew, as of an adopted one, does not say what its cost was for.
        guard let request = job.request, request.estimate != nil, let actual = job.actualCost, let charge = job.charge,
            charge.images > 0
        else {
            return
        }
        let units = Double(charge.images) * (request.billedSeconds ?? 1)
        let perUnit = (Double(actual.micros) / units).rounded(.up)
        guard perUnit < 1e15 else { return }
        let cost = Cost(job: job.id, submitted: charge.submitted, perUnit: USD(micros: Int64(perUnit)))
        self.costs.withLock { costs in
            var list = costs[request.model] ?? []
            list.removeAll { $0.job == job.id }
            list.append(cost)
            list.sort { $0.submitted < $1.submitted }
            costs[request.model] = Array(list.suffix(Self.most))
        }
    }

    /// The most that an output of `model`, or a second of one, has cost lately; `nil` if none has.
    func perUnit(_ model: ModelID, at now: Date) -> USD? {
        self.costs.withLock { costs in
            costs[model]?.filter { now.timeIntervalSince($0.submitted) < Self.memory }.map(\.perUnit).max()
        }
    }

    /// What so many images are to be expected to cost: `estimate`, or what they would have cost lately if that is more.
    ///
    /// Without an estimate there is none: the past is no price. `seconds` are those of each, if they are what is paid.
    func expected(_ estimate: USD?, _ model: ModelID, images: Int, seconds: Double?, at now: Date) -> USD? {
        guard let estimate, let unit = self.perUnit(model, at: now) else { return estimate }
        let lately = (Double(unit.micros) * Double(images) * (seconds ?? 1)).rounded(.up)
        return lately < 1e15 ? max(estimate, USD(micros: Int64(lately))) : nil
    }

    /// The same for a request.
    func expected(_ request: JobRequest, at now: Date) -> USD? {
        self.expected(
            request.estimate,
            request.model,
            images: request.imageCount,
            seconds: request.billedSeconds,
            at: now
        )
    }
}

extension Job {
    /// What the API has said it cost; `nil` if it has not.
    fileprivate var actualCost: USD? {
        switch self.state {
        case .collecting(let output), .publishing(let output): output.cost
        case .published(let delivery): delivery.output.cost
        case .claiming, .claimed, .submitting, .queued, .running, .failed, .unconfirmed, .cancelled, .divided,
            .completed:
            nil
        }
    }
}
