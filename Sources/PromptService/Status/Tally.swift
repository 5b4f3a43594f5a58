import PromptCore
import Synchronization

/// What has come of the jobs since the daemon started, for people.
final class Tally: Sendable {
    struct Totals: Equatable, Sendable {
        var published = 0
        var images = 0
        var failed = 0
        var unconfirmed = 0
        var cancelled = 0
        /// What the API said the published ones cost.
        var cost = USD.zero
    }

    private let state = Mutex(Totals())

    var totals: Totals { self.state.withLock { $0 } }

    /// The job is over.
    func ended(_ job: Job) {
        self.state.withLock { totals in
            switch job.state {
            case .published(let delivery):
                totals.published += 1
                totals.images += delivery.output.arrivedCount
                totals.cost = totals.cost + (delivery.output.cost ?? .zero)
            case .failed: totals.failed += 1
            case .unconfirmed: totals.unconfirmed += 1
            case .cancelled: totals.cancelled += 1
            case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing: break
            }
        }
    }
}
