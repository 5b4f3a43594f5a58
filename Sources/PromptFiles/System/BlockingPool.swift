import Dispatch
import Synchronization

/// A few threads that may wait for one folder's disk, and a record of since when they do.
package final class BlockingPool: Sendable {
    private struct State {
        /// How much is waiting or under way on each queue.
        var loads: [Int]
        /// When the work that is under way has begun, by ticket.
        var running: [Int: ContinuousClock.Instant] = [:]
        var lastTicket = 0
    }

    /// Serial queues, each with a thread of its own while it works.
    ///
    /// A concurrent queue starts no more threads than there
    /// are cores, and notices only once a second that those it has are waiting for a disk.
    private let queues: [DispatchQueue]
    private let state: Mutex<State>

    package init(_ name: String, width: Int = 8) {
        self.queues = (0..<width).map { DispatchQueue(label: "promptd.\(name).\($0)") }
        self.state = Mutex(State(loads: Array(repeating: 0, count: width)))
    }

    package func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        // The queue with the least to do: one slow call must not keep others waiting while there are idle threads.
        let index = self.state.withLock { state in
            let index = state.loads.indices.min { state.loads[$0] < state.loads[$1] } ?? 0
            state.loads[index] += 1
            return index
        }
        return try await withCheckedThrowingContinuation { continuation in
            self.queues[index].async {
                let ticket = self.begin()
                let result = Result { try body() }
                self.end(ticket)
                self.state.withLock { $0.loads[index] -= 1 }
                continuation.resume(with: result)
            }
        }
    }

    var oldest: ContinuousClock.Instant? { self.state.withLock { $0.running.values.min() } }

    func begin() -> Int {
        self.state.withLock { state in
            state.lastTicket += 1
            state.running[state.lastTicket] = .now
            return state.lastTicket
        }
    }

    func end(_ ticket: Int) {
        self.state.withLock { _ = $0.running.removeValue(forKey: ticket) }
    }
}
