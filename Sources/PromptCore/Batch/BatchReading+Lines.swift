extension BatchReading {
    /// A prompt a line; empty lines and those that begin with `#` are none.
    func lines(of text: String) throws(Rejection) -> [BatchRow] {
        var rows: [BatchRow] = []
        for (line, words) in Self.lines(text) {
            guard let first = words.first(where: { !$0.isWhitespace }), first != "#" else { continue }
            guard rows.count < self.limit else { throw self.tooMany() }
            let members = [JSONValue.Member(self.textMember, .string(Self.trimmed(words)))]
            rows.append(
                BatchRow(number: rows.count + 1, line: line, content: .success(members), source: String(words))
            )
        }
        return rows
    }

    /// A JSON object a line, or one array of them.
    func objects(in text: String) throws(Rejection) -> [BatchRow] {
        if text.first(where: { !$0.isWhitespace }) == "[" { return try self.array(in: text) }
        var rows: [BatchRow] = []
        for (line, object) in Self.lines(text) where !object.allSatisfy(\.isWhitespace) {
            guard rows.count < self.limit else { throw self.tooMany() }
            let value: JSONValue
            do {
                value = try JSONValue.parse(Array(object.utf8))
            } catch {
                // The line is the file's, and known.
                let rejection = Rejection(error)
                let source = String(object)
                rows.append(
                    BatchRow(number: rows.count + 1, line: line, content: .failure(rejection), source: source)
                )
                continue
            }
            rows.append(Self.row(value, String(object), number: rows.count + 1, line: line))
        }
        return rows
    }

    private func array(in text: String) throws(Rejection) -> [BatchRow] {
        let document: JSONValue
        do { document = try JSONValue.parse(Array(text.utf8)) } catch { throw Rejection(error) }
        guard case .array(let elements) = document else { return [] }
        guard elements.count <= self.limit else { throw self.tooMany() }
        return elements.enumerated().map { index, element in
            Self.row(element, Self.source(element), number: index + 1, line: 1)
        }
    }

    /// One prompt that stands for many is a row of its own.
    func object(in text: String) throws(Rejection) -> [BatchRow] {
        let value: JSONValue
        do { value = try JSONValue.parse(Array(text.utf8)) } catch { throw Rejection(error) }
        return [Self.row(value, Self.source(value), number: 1, line: 1)]
    }

    /// The value in a line.
    private static func source(_ value: JSONValue) -> String { String(decoding: value.serialized(), as: UTF8.self) }

    /// A row of an object, whose `promptd.name` is not for the prompt.
    private static func row(_ value: JSONValue, _ source: String, number: Int, line: Int) -> BatchRow {
        var row = Self.row(value, number: number, line: line)
        row.source = source
        return row
    }

    private static func row(_ value: JSONValue, number: Int, line: Int) -> BatchRow {
        guard case .object(var members) = value else {
            let problem = Rejection.Problem(
                .notAnObject,
                "$",
                message: "a prompt must be a JSON object, but this is \(Rejection.shown(value))",
                hint: Rejection.form(Rejection.example)
            )
            return BatchRow(number: number, line: line, content: .failure(Rejection(problem)))
        }
        guard let place = members.firstIndex(where: { $0.name == PromptMember.daemon.rawValue }),
            case .object(var options) = members[place].value,
            let found = options.firstIndex(where: { $0.name == "name" })
        else { return BatchRow(number: number, line: line, content: .success(members)) }
        let name = options.remove(at: found).value
        guard let text = name.stringValue else {
            let problem = Rejection.Problem(
                .wrongType,
                "promptd.name",
                message: "promptd.name must be a text, but is \(Rejection.shown(name))",
                hint: "put it in double quotes"
            )
            return BatchRow(number: number, line: line, content: .failure(Rejection(problem)))
        }
        if options.isEmpty { members.remove(at: place) } else { members[place].value = .object(options) }
        return BatchRow(number: number, line: line, name: text, content: .success(members))
    }

    /// The lines with their numbers, from 1, whatever ends them.
    private static func lines(_ text: String) -> [(line: Int, text: Substring)] {
        // CR LF is one character to Swift, and so is each of them alone.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        return lines.enumerated().map { ($0.offset + 1, $0.element) }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
