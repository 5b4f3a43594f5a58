import PromptCore

/// Times at which prompts are to be looked into, the soonest first: a binary heap.
///
/// A prompt whose time changes is entered anew; whoever takes an entry asks whether it still holds.
struct DueTimes {
    struct Entry {
        var due: ContinuousClock.Instant
        var path: PromptPath
    }

    private var heap: [Entry] = []

    var first: Entry? { self.heap.first }

    mutating func insert(_ entry: Entry) {
        var child = self.heap.count
        self.heap.append(entry)
        while child > 0, self.heap[child].due < self.heap[(child - 1) / 2].due {
            self.heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeFirst() -> Entry? {
        guard let last = self.heap.popLast() else { return nil }
        guard let first = self.heap.first else {
            // A large scan is over: its room is given back.
            self.heap = []
            return last
        }
        self.heap[0] = last
        var parent = 0
        while let child = self.soonerChild(of: parent), self.heap[child].due < self.heap[parent].due {
            self.heap.swapAt(child, parent)
            parent = child
        }
        return first
    }

    private func soonerChild(of parent: Int) -> Int? {
        let (left, right) = (2 * parent + 1, 2 * parent + 2)
        guard left < self.heap.count else { return nil }
        return right < self.heap.count && self.heap[right].due < self.heap[left].due ? right : left
    }
}
