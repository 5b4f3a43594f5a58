import PromptCore

/// The settled prompts of one folder that ask for the same, in the order they are to be taken.
struct ReadyLane {
    /// The next one is first, at `head`; what lies before that has been taken.
    private var sorted: [ReadyPrompt] = []
    private var head = 0

    var count: Int { self.sorted.count - self.head }
    var prompts: ArraySlice<ReadyPrompt> { self.sorted[self.head...] }

    mutating func insert(_ prompt: ReadyPrompt) {
        self.sorted.insert(prompt, at: self.position(of: prompt))
    }

    /// - Returns: whether it was in the lane.
    mutating func remove(_ prompt: ReadyPrompt) -> Bool {
        let index = self.position(of: prompt)
        guard self.sorted.indices.contains(index), self.sorted[index].path == prompt.path else { return false }
        guard index == self.head else {
            self.sorted.remove(at: index)
            return true
        }
        // The usual case moves nothing; now and then what was taken is dropped for good.
        self.head += 1
        if self.head > 1024, self.head > self.sorted.count / 2 {
            self.sorted.removeFirst(self.head)
            self.head = 0
        }
        return true
    }

    /// The place of `prompt` in the order, which is total: the path decides where all else is equal.
    private func position(of prompt: ReadyPrompt) -> Int {
        var low = self.head
        var high = self.sorted.count
        while low < high {
            let middle = (low + high) / 2
            if self.sorted[middle].isTakenBefore(prompt) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
