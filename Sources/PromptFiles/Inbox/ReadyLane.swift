import FoundationEssentials
import PromptCore

/// The settled prompts of one folder that ask for the same, in the order they are to be taken.
struct ReadyLane {
    /// In order, none of them empty, so that to come or go moves a few and not a hundred thousand.
    private var chunks: [[ReadyPrompt]] = []
    private(set) var count = 0

    /// A chunk that has grown longer is cut in two.
    private static let longest = 128

    /// All of them, the next one first.
    var prompts: some Sequence<ReadyPrompt> { self.chunks.lazy.joined() }

    /// When the one came that has waited longest.
    var oldestArrival: Date? { self.prompts.lazy.map(\.arrived).min() }

    /// The next one that `isTakable` admits.
    func first(where isTakable: (ReadyPrompt) -> Bool) -> ReadyPrompt? { self.prompts.first(where: isTakable) }

    mutating func insert(_ prompt: ReadyPrompt) {
        self.count += 1
        guard !self.chunks.isEmpty else {
            self.chunks = [[prompt]]
            return
        }
        let chunk = min(self.chunk(of: prompt), self.chunks.count - 1)
        self.chunks[chunk].insert(prompt, at: self.position(of: prompt, in: chunk))
        guard self.chunks[chunk].count > Self.longest else { return }
        let half = Array(self.chunks[chunk].suffix(Self.longest / 2))
        self.chunks[chunk].removeLast(half.count)
        self.chunks.insert(half, at: chunk + 1)
    }

    /// - Returns: whether it was in the lane.
    mutating func remove(_ prompt: ReadyPrompt) -> Bool {
        let chunk = self.chunk(of: prompt)
        guard chunk < self.chunks.count else { return false }
        let position = self.position(of: prompt, in: chunk)
        guard self.chunks[chunk][position].path == prompt.path else { return false }
        self.chunks[chunk].remove(at: position)
        self.count -= 1
        if self.chunks[chunk].isEmpty { self.chunks.remove(at: chunk) }
        return true
    }

    /// The first chunk whose last one does not go before `prompt`; the number of chunks if there is none.
    ///
    /// The order is total: the path decides where all else is equal.
    private func chunk(of prompt: ReadyPrompt) -> Int {
        Self.firstIndex(0..<self.chunks.count) { index in
            self.chunks[index].last.map { !$0.isTakenBefore(prompt) } ?? false
        }
    }

    private func position(of prompt: ReadyPrompt, in chunk: Int) -> Int {
        Self.firstIndex(0..<self.chunks[chunk].count) { !self.chunks[chunk][$0].isTakenBefore(prompt) }
    }

    /// The first index for which `holds` is true, as it is for all after it; the end of `range` if there is none.
    static func firstIndex(_ range: Range<Int>, where holds: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
