import PromptCore

/// `report.csv`: what has become of each prompt of a file.
struct BatchReport: Sendable {
    /// One of them.
    struct Row: Sendable {
        var child: BatchPlan.Child
        var end: BatchTable.Standing
        var isUnconfirmed = false
        /// The folder below the outbox, if it was delivered.
        var folder: String?
        var files = 0
        var cost: USD?
        var request: RequestID?
        var failure: Failure?
        /// The files that it has taken.
        var inputs: [InputFile] = []
    }

    var rows: [Row]

    /// How many have ended in which way.
    var ends: BatchEnds {
        self.rows.reduce(into: BatchEnds()) { ends, row in
            switch row.end {
            case .failed where row.isUnconfirmed: ends.unconfirmed += 1
            case .delivered: ends.delivered += 1
            case .cancelled: ends.cancelled += 1
            case .repeated: ends.repeated += 1
            case .failed, .waiting, .working: ends.failed += 1
            }
        }
    }

    /// What all of them have cost, as far as that is known.
    var cost: USD? {
        let costs = self.rows.compactMap(\.cost)
        return costs.isEmpty ? nil : costs.reduce(.zero, +)
    }

    /// Those that may be made again: what may have been charged is not among them.
    var toMend: [BatchPlan.Child] {
        self.rows.filter { !$0.isUnconfirmed && [.failed, .cancelled].contains($0.end) }.map(\.child)
    }

    /// What is wrong, row by row.
    var problems: [Rejection.Problem] {
        self.rows.compactMap { row in
            guard let failure = row.failure else { return nil }
            let number = row.child.row.number
            return Rejection.Problem(
                failure.problems.first?.code ?? .invalidValue,
                "row \(number)\(failure.problems.first.map { ", \($0.member)" } ?? "")",
                message: "row \(number) (line \(row.child.row.line), \(row.child.stem)): \(failure.message)",
                hint: failure.problems.first?.hint ?? failure.hint
            )
        }
    }

    /// The file's bytes: RFC 4180, UTF-8, with a byte order mark, without which spreadsheets take it for another encoding.
    var bytes: [UInt8] {
        let header = ["row", "line", "name", "status", "folder", "files", "cost_usd", "request_id", "error"]
        let lines = self.rows.map { row in
            [
                "\(row.child.row.number)", "\(row.child.row.line)", "\(row.child.stem)",
                row.isUnconfirmed ? "unconfirmed" : row.end.rawValue, row.folder ?? "",
                row.files == 0 ? "" : "\(row.files)", row.cost.map { "\($0)" } ?? "", row.request?.rawValue ?? "",
                row.failure?.message ?? "",
            ]
        }
        let text = ([header] + lines).map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
        return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    }

    /// A cell that no spreadsheet takes for a formula.
    private static func cell(_ text: String) -> String {
        let line = SingleLine.text(text, limit: 1000)
        let isFormula = line.first.map { "=+-@".contains($0) } ?? false
        let plain = isFormula ? "'" + line : line
        guard plain.contains(where: { ",\";".contains($0) }) else { return plain }
        return "\"\(plain.replacing("\"", with: "\"\""))\""
    }
}
