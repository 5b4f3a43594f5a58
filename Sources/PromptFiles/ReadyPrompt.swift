package import FoundationEssentials
package import PromptCore

/// A prompt that has settled and can be claimed.
package struct ReadyPrompt: Equatable, Sendable {
    package let path: PromptPath
    /// The file's name as it was dropped, in whatever letter case.
    package let fileName: FileName
    /// The file as it was when it was looked into.
    package let status: FileStatus
    /// Higher goes first.
    package let priority: Int
    package let notBefore: Date?
    /// It will be refused; telling so needs neither money nor a free place.
    package let isInvalid: Bool
}

/// The settled prompts in the order they are to be taken.
struct ReadyQueue {
    /// Last is next, so that taking one moves nothing.
    private var sorted: [ReadyPrompt] = []

    var count: Int { self.sorted.count }

    mutating func insert(_ prompt: ReadyPrompt) {
        self.sorted.insert(prompt, at: self.position(of: prompt))
    }

    mutating func remove(_ prompt: ReadyPrompt) {
        let index = self.position(of: prompt)
        guard self.sorted.indices.contains(index), self.sorted[index].path == prompt.path else { return }
        self.sorted.remove(at: index)
    }

    /// The place of `prompt` in the order, which is total: the path decides where all else is equal.
    private func position(of prompt: ReadyPrompt) -> Int {
        var low = 0
        var high = self.sorted.count
        while low < high {
            let middle = (low + high) / 2
            if Self.isTakenLater(self.sorted[middle], than: prompt) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Takes the first one that `isTakable` admits.
    mutating func take(where isTakable: (ReadyPrompt) -> Bool) -> ReadyPrompt? {
        guard let index = self.sorted.lastIndex(where: isTakable) else { return nil }
        return self.sorted.remove(at: index)
    }

    /// When the first one held back only by its own `not_before` may go.
    func nextStart(after now: Date) -> Date? {
        self.sorted.compactMap(\.notBefore).filter { $0 > now }.min()
    }

    func forEach(_ body: (ReadyPrompt) -> Void) {
        self.sorted.forEach(body)
    }

    /// Invalid ones come first (their owners wait for nothing else), then by priority, then by age.
    private static func isTakenLater(_ left: ReadyPrompt, than right: ReadyPrompt) -> Bool {
        if left.isInvalid != right.isInvalid { return right.isInvalid }
        if left.priority != right.priority { return left.priority < right.priority }
        if left.status.modified != right.status.modified { return left.status.modified > right.status.modified }
        return left.path > right.path
    }
}
