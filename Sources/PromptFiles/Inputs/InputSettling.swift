package import FoundationEssentials
package import PromptCore

/// Which of a prompt's files nobody is writing any more: they settle as prompts do.
package struct InputSettling {
    private let rule: SettlingRule
    private var due: [FoundInput: ContinuousClock.Instant] = [:]

    package init(_ rule: SettlingRule) { self.rule = rule }

    /// Notes files as they were just seen; `isBlind` tells whether the file system of a folder reports no changes.
    ///
    /// - Returns: those that have not been as they are for long enough.
    package mutating func unsettled(
        _ files: [FoundInput],
        isBlind: ([FileName]) -> Bool,
        now: ContinuousClock.Instant,
        wall: Date
    ) -> [FoundInput] {
        var seen: [FoundInput: ContinuousClock.Instant] = [:]
        for file in files {
            // One that has changed is another one here, and begins anew.
            seen[file] =
                self.due[file]
                ?? self.rule.due(file.status, movedIn: false, isBlind: isBlind(file.folder), now: now, wall: wall)
        }
        self.due = seen
        return files.filter { seen[$0].map { $0 > now } ?? true || $0.status.size == 0 }
    }
}
