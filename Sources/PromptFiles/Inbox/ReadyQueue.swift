import FoundationEssentials
import PromptCore

/// The settled prompts in the order they are to be taken.
struct ReadyQueue {
    /// The next one is first, at `head`; what lies before that has been taken.
    private var sorted: [ReadyPrompt] = []
    private var head = 0
    /// How many of them wait for a time of their own.
    private var scheduled = 0

    var count: Int { self.sorted.count - self.head }

    mutating func insert(_ prompt: ReadyPrompt) {
        self.sorted.insert(prompt, at: self.position(of: prompt))
        if prompt.notBefore != nil { self.scheduled += 1 }
    }

    mutating func remove(_ prompt: ReadyPrompt) {
        let index = self.position(of: prompt)
        guard self.sorted.indices.contains(index), self.sorted[index].path == prompt.path else { return }
        self.remove(at: index)
    }

    /// The place of `prompt` in the order, which is total: the path decides where all else is equal.
    private func position(of prompt: ReadyPrompt) -> Int {
        var low = self.head
        var high = self.sorted.count
        while low < high {
            let middle = (low + high) / 2
            if Self.isTakenEarlier(self.sorted[middle], than: prompt) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func remove(at index: Int) {
        if self.sorted[index].notBefore != nil { self.scheduled -= 1 }
        guard index == self.head else {
            self.sorted.remove(at: index)
            return
        }
        // The usual case moves nothing; now and then what was taken is dropped for good.
        self.head += 1
        if self.head > 1024, self.head > self.sorted.count / 2 {
            self.sorted.removeFirst(self.head)
            self.head = 0
        }
    }

    /// Takes the first one that `isTakable` admits.
    mutating func take(_ kinds: Inbox.Kinds, where isTakable: (ReadyPrompt) -> Bool) -> ReadyPrompt? {
        for index in self.head..<self.sorted.count {
            let prompt = self.sorted[index]
            // The invalid ones come first, so that there are no more of them after this one.
            if kinds == .invalid, !prompt.isInvalid { return nil }
            guard isTakable(prompt) else { continue }
            self.remove(at: index)
            return prompt
        }
        return nil
    }

    /// When the first one held back only by its own `not_before` may go.
    func nextStart(after now: Date) -> Date? {
        guard self.scheduled > 0 else { return nil }
        return self.sorted[self.head...].compactMap(\.notBefore).filter { $0 > now }.min()
    }

    func forEach(_ body: (ReadyPrompt) -> Void) {
        self.sorted[self.head...].forEach(body)
    }

    /// Invalid ones come first (their owners wait for nothing else), then by priority, then by age.
    private static func isTakenEarlier(_ left: ReadyPrompt, than right: ReadyPrompt) -> Bool {
        if left.isInvalid != right.isInvalid { return left.isInvalid }
        if left.priority != right.priority { return left.priority > right.priority }
        if left.status.modified != right.status.modified { return left.status.modified < right.status.modified }
        return left.path < right.path
    }
}
