package import PromptCore

/// The answer to a ``HistoryQuery``: some of the jobs that are asked for, newest first.
package struct HistoryPage: Codable, Sendable, Equatable {
    package static let version = 1

    package var schemaVersion = Self.version
    package var source: HistoryOrigin
    package var entries: [HistoryEntry]
    /// Ask for what comes before this job to go on; left out if there is nothing more.
    package var next: JobID?

    enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case source = "source"
        case entries = "entries"
        case next = "next"
    }

    package init(source: HistoryOrigin, entries: [HistoryEntry], next: JobID?) {
        self.source = source
        self.entries = entries
        self.next = next
    }
}
