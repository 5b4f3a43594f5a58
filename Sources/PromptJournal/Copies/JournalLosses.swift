package import PromptControl

/// What a journal knows, and an older copy of it does not.
package struct JournalLosses: Equatable, Sendable {
    /// Examples that are kept, at most.
    static let mostExamples = 20

    /// The jobs that were charged, or may have been, since the copy was made.
    package var charged = SpendingRow()
    /// Jobs that are not over, and that the copy does not know, or not the request of.
    package var underWay = 0
    /// The newest of both.
    package var examples: [HistoryEntry] = []

    package var isEmpty: Bool { self.charged.prompts == 0 && self.underWay == 0 }
}
