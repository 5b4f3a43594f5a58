import PromptCore
import Synchronization

extension SubmissionGate {
    /// All holds in force, in times of the clock on the wall; ``hold`` is the one to show first.
    var holds: [Hold] {
        self.state.withLock { state in
            let holds = state.breaker.holds.values.map { hold in
                var hold = hold
                hold.since = self.clock.wall(hold.since)
                if hold.reason.endsByItself { hold.until = self.clock.wall(hold.until) }
                return hold
            }
            return holds + (state.budget.map { [$0] } ?? [])
        }
    }
}
