extension BatchReading {
    /// The column whose cells are the names of the results.
    private static let nameColumn = "name"
    /// The column whose cells are the models of their rows.
    private static let modelColumn = "\(PromptMember.daemon.rawValue).\(PromptOptionMember.model.rawValue)"

    /// A prompt a row; the first row names the members.
    func table(in text: String) throws(Rejection) -> [BatchRow] {
        var reader = SeparatedText(text)
        guard let header = reader.next() else { return [] }
        let columns = try Self.columns(header)
        let modelColumn = columns.firstIndex(of: Self.modelColumn)
        var texts: [String?: Set<String>] = [:]
        var rows: [BatchRow] = []
        while let row = reader.next() {
            guard rows.count < self.limit else { throw self.tooMany() }
            let cell = modelColumn.flatMap { $0 < row.cells.count ? row.cells[$0] : nil }
            let model = cell.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
            let known = texts[model] ?? self.texts(model)
            texts[model] = known
            var read = self.row(row, columns, texts: known, number: rows.count + 1)
            read.source = reader.text(row.cells)
            rows.append(read)
        }
        return rows
    }

    /// The first row as it would stand in a file; `nil` for a file without any.
    static func header(of text: String) -> String? {
        var reader = SeparatedText(text)
        guard let header = reader.next() else { return nil }
        return reader.text(header.cells)
    }

    /// The names of the columns; empty for one that has none.
    private static func columns(_ header: SeparatedText.Row) throws(Rejection) -> [String] {
        var columns: [String] = []
        for cell in header.cells {
            let name = String(cell.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
            if !name.isEmpty, columns.contains(name) {
                throw Self.rejection(
                    .duplicateMember,
                    "two columns are called \"\(SingleLine.excerpt(name))\"",
                    "give each member one column"
                )
            }
            columns.append(name)
        }
        if header.isUnclosed { throw Self.unclosed(line: header.line) }
        return columns
    }

    private static func unclosed(line: Int) -> Rejection {
        Self.rejection(
            .invalidJSON,
            "line \(line): a cell begins with a double quote that is not closed",
            "close it, and write a double quote inside of a cell twice"
        )
    }

    private func row(_ row: SeparatedText.Row, _ columns: [String], texts: Set<String>, number: Int) -> BatchRow {
        var result = BatchRow(number: number, line: row.line, content: .success([]))
        do throws(Rejection) {
            if row.isUnclosed { throw Self.unclosed(line: row.line) }
            var members: [JSONValue.Member] = []
            for (index, cell) in row.cells.enumerated() where !cell.allSatisfy(\.isWhitespace) {
                let column = index < columns.count ? columns[index] : ""
                guard !column.isEmpty else {
                    throw Self.rejection(
                        .unknownMember,
                        "line \(row.line): \"\(SingleLine.excerpt(cell))\" stands in a column without a name",
                        "name the column in the first row; put a cell that holds a separator in double quotes"
                    )
                }
                if column == Self.nameColumn {
                    result.name = cell
                } else {
                    let isText = texts.contains(column) || Self.isUsuallyText(column)
                    try Self.add(isText ? .string(cell) : Self.value(cell), at: column, to: &members)
                }
            }
            result.content = .success(members)
        } catch {
            result.content = .failure(error)
        }
        return result
    }

    /// A cell of a column that does not hold texts alone: what it looks like.
    private static func value(_ cell: String) -> JSONValue {
        let value = try? JSONValue.parse(Array(cell.utf8))
        switch value {
        case .number, .bool, .array, .object: return value ?? .string(cell)
        // A spreadsheet's own word for it.
        case nil where ["TRUE", "FALSE"].contains(cell): return .bool(cell == "TRUE")
        case nil, .null, .string: return .string(cell)
        }
    }

    /// `promptd.labels.artist` is a member in an object in an object; what begins otherwise is a name with dots in it.
    private static func add(
        _ value: JSONValue,
        at column: String,
        to members: inout [JSONValue.Member]
    ) throws(Rejection) {
        let parts = column.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.first == PromptMember.daemon.rawValue, parts.count > 1 else {
            members.append(.init(column, value))
            return
        }
        try Self.add(value, parts[...], column, &members)
    }

    private static func add(
        _ value: JSONValue,
        _ parts: ArraySlice<String>,
        _ column: String,
        _ members: inout [JSONValue.Member]
    ) throws(Rejection) {
        guard let name = parts.first else { return }
        let place = members.firstIndex { $0.name == name }
        guard parts.count > 1 else {
            if place != nil { throw Self.twice(column) }
            members.append(.init(name, value))
            return
        }
        var inner: [JSONValue.Member] = []
        if let place {
            guard case .object(let there) = members[place].value else { throw Self.twice(column) }
            inner = there
        }
        try Self.add(value, parts.dropFirst(), column, &inner)
        if let place {
            members[place].value = .object(inner)
        } else {
            members.append(.init(name, .object(inner)))
        }
    }

    private static func twice(_ column: String) -> Rejection {
        Self.rejection(
            .duplicateMember,
            "the column \"\(SingleLine.excerpt(column))\" says what another column says already",
            "leave one of them out"
        )
    }
}
