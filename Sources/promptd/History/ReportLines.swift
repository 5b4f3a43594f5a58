import PromptControl
import PromptCore

/// A report as lines of a table, for people and for programs.
struct ReportLines {
    private let report: SpendingReport

    init(_ report: SpendingReport) {
        self.report = report
    }

    private static let columns = [
        "prompts", "published", "failed", "unconfirmed", "cancelled", "under_way", "images", "usd", "unpriced",
    ]

    private static func numbers(_ row: SpendingRow) -> [String] {
        let counts = [row.prompts, row.published, row.failed, row.unconfirmed, row.cancelled, row.underWay, row.images]
        return counts.map { "\($0)" } + ["\(row.usd)", "\(row.unpriced)"]
    }

    /// The CSV's records: a header, and the rows.
    var records: [[String]] {
        [[self.report.group.rawValue] + Self.columns]
            + self.report.rows.map { [$0.key ?? ""] + Self.numbers($0) }
    }

    /// The rows in columns, their sum, and today beside its caps.
    var table: [String] {
        let rows = self.report.rows.map { [SingleLine.text($0.key ?? "-", limit: 200)] + Self.numbers($0) }
        let total = ["total"] + Self.numbers(self.report.total)
        let all = [[self.report.group.rawValue.uppercased()] + Self.columns.map { $0.uppercased() }] + rows + [total]
        let widths = all[0].indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let lines = all.map { row in
            zip(row, widths).enumerated()
                .map { HistoryLines.pad($1.0, $1.1, right: $0 > 0) }
                .joined(separator: "  ")
        }
        return lines + [self.today]
    }

    private var today: String {
        let (today, caps) = (self.report.today, self.report.caps)
        let usd = caps.usdPerDay.map { " of \($0)" } ?? ""
        let images = caps.imagesPerDay.map { " of \($0)" } ?? ""
        let hasCap = caps.usdPerDay != nil || caps.imagesPerDay != nil
        let unpriced = today.unpriced > 0 ? ", and the unknown price of \(today.unpriced)" : ""
        return "today: \(today.usd)\(usd) USD, \(today.images)\(images) images\(unpriced)"
            + (hasCap ? "" : "; there is no cap for a day")
    }
}
