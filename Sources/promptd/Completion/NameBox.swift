import Synchronization

/// Where a thread leaves the names that it has found.
final class NameBox: Sendable {
    private let found = Mutex<[String]>([])

    var names: [String] { self.found.withLock { $0 } }

    func set(_ names: [String]) { self.found.withLock { $0 = names } }
}
