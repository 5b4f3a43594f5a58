import PromptControl
import PromptCore

/// Prints jobs page by page, as they come: there may be a hundred thousand.
struct ListPrinter {
    let source: any HistorySource
    let form: HistoryForm
    let lines: HistoryLines

    /// What is printed as one JSON document.
    private struct Document: Encodable {
        var schemaVersion = HistoryPage.version
        var source: HistoryOrigin
        var entries: [HistoryEntry] = []
        var total = SpendingRow()
        /// There are older ones that were not asked for.
        var isCut = false

        enum CodingKeys: String, CodingKey {
            case schemaVersion = "schema_version"
            case source = "source"
            case entries = "entries"
            case total = "total"
            case isCut = "is_cut"
        }
    }

    func show(_ query: HistoryQuery, limit: Int) async throws(ExitError) {
        var (query, left, isFirst) = (query, limit, true)
        var document = Document(source: .journal)
        repeat {
            query.limit = min(left, HistoryQuery.mostEntries)
            let page = try await self.source.page(query)
            if isFirst { try self.begin() }
            isFirst = false
            document.source = page.source
            for entry in page.entries {
                document.total.add(entry)
                try self.show(entry, into: &document)
            }
            left -= page.entries.count
            query.before = page.next
        } while left > 0 && query.before != nil
        if query.before != nil {
            query.limit = 1
            document.isCut = try await !self.source.page(query).entries.isEmpty
        }
        try self.end(document)
    }

    private func begin() throws(ExitError) {
        if self.form.json { return }
        Terminal.complain("from \(self.source.description)")
        if self.form.csv {
            try Terminal.printRecords(CSV.record(HistoryLines.columns))
        } else {
            try Terminal.print(HistoryLines.header)
        }
    }

    private func show(_ entry: HistoryEntry, into document: inout Document) throws(ExitError) {
        if self.form.json {
            document.entries.append(entry)
        } else if self.form.csv {
            try Terminal.printRecords(CSV.record(HistoryLines.fields(entry)))
        } else {
            try Terminal.print(self.lines.line(entry))
        }
    }

    private func end(_ document: Document) throws(ExitError) {
        if self.form.json { return try Terminal.printAnswer(document) }
        if document.isCut { Terminal.complain("there are older ones; --limit takes more") }
        if !self.form.csv { try Terminal.print(document.total.sentence) }
    }
}
