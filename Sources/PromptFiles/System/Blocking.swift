/// Runs blocking work off the threads that Swift's tasks share, each folder's on threads of its own: one that hangs stalls
/// nothing that has nothing to do with it.
///
/// Cancelling the caller does not stop it: a system call that has begun is waited for, and its result is never lost.
package enum Blocking {
    /// Where the work may wait.
    package enum Place: String, CaseIterable, Sendable {
        case inbox, outbox, state

        fileprivate var pool: BlockingPool {
            switch self {
            case .inbox: Blocking.inbox
            case .outbox: Blocking.outbox
            case .state: Blocking.state
            }
        }
    }

    private static let inbox = BlockingPool("inbox")
    private static let outbox = BlockingPool("outbox")
    private static let state = BlockingPool("state")

    package static func run<Value: Sendable>(
        _ place: Place,
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await place.pool.run(body)
    }

    /// Since when the work that waits longest there has been under way; `nil` if there is none.
    package static func oldest(_ place: Place) -> ContinuousClock.Instant? { place.pool.oldest }

    /// Counts work that is done elsewhere, such as by a database, as work there, until ``end(_:_:)``.
    package static func begin(_ place: Place) -> Int { place.pool.begin() }
    package static func end(_ place: Place, _ ticket: Int) { place.pool.end(ticket) }

    /// Counts `body`, on a thread of its own, as work there.
    package static func counted<Value, Failure: Error>(
        _ place: Place,
        _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let ticket = self.begin(place)
        defer { self.end(place, ticket) }
        return try body()
    }
}
