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
        var perImage: USD
    }

    /// Of each model, oldest first.
    private let costs = Mutex<[ModelID: [Cost]]>([:])

    /// Takes over what the job, as it was just committed, has cost; of one that the API has named no cost of, nothing.
    func note(_ job: Job) {
        guard let request = job.request, let actual = job.actualCost, let charge = job.charge, charge.images > 0 else {
            return
        }
        let perImage = (actual.micros + Int64(charge.images) - 1) / Int64(charge.images)
        let cost = Cost(job: job.id, submitted: charge.submitted, perImage: USD(micros: perImage))
        self.costs.withLock { costs in
            var list = costs[request.model] ?? []
            list.removeAll { $0.job == job.id }
            list.append(cost)
            list.sort { $0.submitted < $1.submitted }
            costs[request.model] = Array(list.suffix(Self.most))
        }
    }

    /// The most that an image of `model` has cost lately; `nil` if none has.
    func perImage(_ model: ModelID, at now: Date) -> USD? {
        self.costs.withLock { costs in
            costs[model]?.filter { now.timeIntervalSince($0.submitted) < Self.memory }.map(\.perImage).max()
        }
    }

    /// What so many images are to be expected to cost: `estimate`, or what they would have cost lately if that is more.
    ///
    /// Without an estimate there is none: the past is no price.
    func expected(_ estimate: USD?, _ model: ModelID, images: Int, at now: Date) -> USD? {
        estimate.map { estimate in max(estimate, self.perImage(model, at: now).map { $0 * images } ?? estimate) }
    }
}

extension Job {
    /// What the API has said it cost; `nil` if it has not.
    fileprivate var actualCost: USD? {
        switch self.state {
        case .collecting(let output), .publishing(let output): output.cost
        case .published(let delivery): delivery.output.cost
        case .claiming, .claimed, .submitting, .queued, .running, .failed, .unconfirmed, .cancelled: nil
        }
    }
}
