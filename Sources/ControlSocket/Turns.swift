import Synchronization

/// How many may be served at once.
final class Turns: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) {
        self.left = Mutex(count)
    }

    /// Takes a turn, unless all are taken.
    func take() -> Bool {
        self.left.withLock { left in
            guard left > 0 else { return false }
            left -= 1
            return true
        }
    }

    func giveBack() { self.left.withLock { $0 += 1 } }
}
