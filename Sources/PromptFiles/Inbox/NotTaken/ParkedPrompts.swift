import PromptCore

/// Prompts that a file or a folder in the inbox holds back, counted by their folders.
struct ParkedPrompts {
    private var prompts: [PromptPath: ReadyPrompt] = [:]
    private var counts: [[FileName]: Int] = [:]

    var count: Int { self.prompts.count }
    var all: some Collection<ReadyPrompt> { self.prompts.values }

    mutating func insert(_ prompt: ReadyPrompt) {
        guard self.prompts.updateValue(prompt, forKey: prompt.path) == nil else { return }
        self.counts[prompt.path.folder, default: 0] += 1
    }

    /// - Returns: whether it was there.
    @discardableResult
    mutating func remove(_ path: PromptPath) -> Bool {
        guard self.prompts.removeValue(forKey: path) != nil else { return false }
        self.counts[path.folder, default: 0] -= 1
        if self.counts[path.folder] == 0 { self.counts[path.folder] = nil }
        return true
    }

    /// How many lie in each of the folders and below, but for the `others`.
    func counts(below folders: Set<[FileName]>, without others: [PromptPath] = []) -> [[FileName]: Int] {
        var result: [[FileName]: Int] = [:]
        let left = others.filter { self.prompts[$0] != nil }.map { ($0.folder, -1) }
        for (folder, count) in Array(self.counts) + left {
            for depth in 0...folder.count {
                let above = Array(folder.prefix(depth))
                if folders.contains(above) { result[above, default: 0] += count }
            }
        }
        return result
    }
}
