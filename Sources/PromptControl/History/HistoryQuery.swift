package import FoundationEssentials
package import PromptCore

/// Which jobs are asked for; they come newest first.
///
/// What is left out chooses nothing away.
package struct HistoryQuery: Codable, Sendable, Equatable {
    /// Entries of one page, at most.
    package static let mostEntries = 500

    /// Jobs in one of these states; empty for any.
    package var states: [JobState.Name] = []
    /// From this time on; see ``HistoryEntry/time``.
    package var since: Date?
    /// Before this time.
    package var until: Date?
    /// A folder below the inbox, with slashes; what lies below it counts too.
    package var folder: String?
    package var label: HistoryLabel?
    /// The user whose file the prompt was.
    package var droppedBy: String?
    /// Words in the prompt's name or text, in any letter case.
    package var text: String?
    package var model: String?
    /// Jobs that have cost, or may have cost, at least that much.
    package var leastCost: USD?
    /// Entries of this page, from 1 to ``mostEntries``; more are cut down to that.
    package var limit = Self.mostEntries
    /// Only jobs older than this one: where the last page has ended.
    package var before: JobID?

    enum CodingKeys: String, CodingKey {
        case states = "states"
        case since = "since"
        case until = "until"
        case folder = "folder"
        case label = "label"
        case droppedBy = "dropped_by"
        case text = "text"
        case model = "model"
        case leastCost = "least_usd"
        case limit = "limit"
        case before = "before"
    }

    package init() {}
}
