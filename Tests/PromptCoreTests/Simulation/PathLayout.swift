/// Where the prompts of a world lie: first those that people drop, then those of files that hold many, then next steps.
struct PathLayout: Sendable {
    /// How many names people drop under.
    let tops: Int
    /// Whether there are files that hold many prompts, and next steps.
    let hasMore: Bool

    /// Of one name there are no more files with many prompts than this, each with a folder of its own.
    static let generations = 3
    static let rows = 2
    static let steps = 8
    /// What the largest world needs.
    static let most = 4 + 4 * generations * rows + steps

    var count: Int { self.hasMore ? self.firstStep + Self.steps : self.tops }
    private var firstStep: Int { self.tops + self.tops * Self.generations * Self.rows }

    /// The prompt of a row.
    func child(_ top: Int, _ generation: Int, _ row: Int) -> Int {
        self.tops + (top * Self.generations + generation - 1) * Self.rows + row - 1
    }

    /// The file that has held the prompt, and the number of its folder; `nil` for any other prompt.
    func division(of path: Int) -> (top: Int, generation: Int)? {
        guard path >= self.tops, path < self.firstStep else { return nil }
        let folder = (path - self.tops) / Self.rows
        return (folder / Self.generations, folder % Self.generations + 1)
    }

    /// The next step of a drop.
    func step(_ drop: Int) -> Int { self.firstStep + drop - 1 }
}
