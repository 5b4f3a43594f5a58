package import PromptCore

/// What was made and spent: the answer to a ``SpendingQuery``.
package struct SpendingReport: Codable, Sendable, Equatable {
    package static let version = 1
    /// Rows, at most: beyond that the question has to be narrowed.
    package static let mostRows = 10_000

    package struct Caps: Codable, Sendable, Equatable {
        package var usdPerDay: USD?
        package var imagesPerDay: Int?
        package var usdPerPrompt: USD?

        enum CodingKeys: String, CodingKey {
            case usdPerDay = "usd_per_day"
            case imagesPerDay = "images_per_day"
            case usdPerPrompt = "usd_per_prompt"
        }

        package init(_ caps: SpendingCaps) {
            self.usdPerDay = caps.usdPerDay
            self.imagesPerDay = caps.imagesPerDay
            self.usdPerPrompt = caps.usdPerPrompt
        }
    }

    package var schemaVersion = Self.version
    package var source: HistoryOrigin
    package var group: SpendingGroup
    package var timeZone: String
    /// In the order of their keys.
    ///
    /// A job with two labels stands in both rows.
    package var rows: [SpendingRow]
    /// Each job once.
    package var total: SpendingRow
    /// The day that it is, as the caps are held against it.
    package var today: SpendingRow
    package var caps: Caps

    enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case source = "source"
        case group = "by"
        case timeZone = "time_zone"
        case rows = "rows"
        case total = "total"
        case today = "today"
        case caps = "caps"
    }

    package init(
        _ query: SpendingQuery,
        rows: [SpendingRow],
        total: SpendingRow,
        today: SpendingRow,
        caps: SpendingCaps,
        source: HistoryOrigin
    ) {
        self.source = source
        self.group = query.group
        self.timeZone = query.timeZone
        self.rows = rows
        self.total = total
        self.today = today
        self.caps = Caps(caps)
    }
}
