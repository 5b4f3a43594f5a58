package import FoundationEssentials

/// Asks what was made and spent.
package struct SpendingQuery: Codable, Sendable, Equatable {
    package var group: SpendingGroup
    /// From this time on; see ``HistoryEntry/time``.
    package var since: Date?
    /// Before this time.
    package var until: Date?
    /// Where days begin and end, such as `Europe/Berlin`.
    package var timeZone: String

    enum CodingKeys: String, CodingKey {
        case group = "by"
        case since = "since"
        case until = "until"
        case timeZone = "time_zone"
    }

    package init(by group: SpendingGroup, since: Date? = nil, until: Date? = nil, timeZone: String) {
        self.group = group
        self.since = since
        self.until = until
        self.timeZone = timeZone
    }
}
