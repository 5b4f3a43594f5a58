/// Reads a table as spreadsheets write it (RFC 4180): quoted cells may hold separators, line ends and doubled quotes.
///
/// The separator is a comma, a semicolon (what spreadsheets write where a comma stands in numbers) or a tab, whichever
/// the first row has most of; a first line `sep=;` says it outright.
struct SeparatedText {
    /// A row with the line it begins on, from 1.
    struct Row: Equatable {
        var line: Int
        var cells: [String]
        /// A quote that was opened was not closed again, so that the rest of the file is in its last cell.
        var isUnclosed = false
    }

    private let characters: [Character]
    private let separator: Character
    private var position = 0
    private var line = 1

    init(_ text: String) {
        var characters = Array(text)
        var firstLine = 1
        let first = characters.prefix { !Self.isLineEnd($0) }
        if first.count == 5, String(first.prefix(4)).lowercased() == "sep=", let told = first.last {
            characters.removeFirst(min(6, characters.count))
            firstLine = 2
            self.separator = told
        } else {
            self.separator = Self.separator(of: characters)
        }
        self.characters = characters
        self.line = firstLine
    }

    /// The next row that is not empty; `nil` at the end.
    mutating func next() -> Row? {
        while self.position < self.characters.count {
            let row = self.row()
            if row.cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) { return row }
        }
        return nil
    }

    /// The cells as a row of such a file, without its line end.
    func text(_ cells: [String]) -> String {
        cells.map { cell in
            let isPlain = !cell.contains { $0 == self.separator || $0 == "\"" || Self.isLineEnd($0) }
            return isPlain ? cell : "\"\(cell.replacing("\"", with: "\"\""))\""
        }
        .joined(separator: String(self.separator))
    }

    private mutating func row() -> Row {
        var row = Row(line: self.line, cells: [])
        while true {
            let (cell, isUnclosed) = self.cell()
            row.cells.append(cell)
            row.isUnclosed = row.isUnclosed || isUnclosed
            guard self.position < self.characters.count else { return row }
            let character = self.characters[self.position]
            self.position += 1
            if character != self.separator {
                self.line += 1
                return row
            }
        }
    }

    /// A cell up to the separator or the line's end behind it, which is not taken.
    private mutating func cell() -> (text: String, isUnclosed: Bool) {
        var text = ""
        guard self.position < self.characters.count, self.characters[self.position] == "\"" else {
            while self.position < self.characters.count, !self.isEnd(self.characters[self.position]) {
                text.append(self.characters[self.position])
                self.position += 1
            }
            return (text, false)
        }
        self.position += 1
        while self.position < self.characters.count {
            let character = self.characters[self.position]
            self.position += 1
            if character == "\"" {
                guard self.position < self.characters.count, self.characters[self.position] == "\"" else {
                    // What stands between the quote and the separator belongs to nothing; it is kept, not lost.
                    while self.position < self.characters.count, !self.isEnd(self.characters[self.position]) {
                        text.append(self.characters[self.position])
                        self.position += 1
                    }
                    return (text, false)
                }
                self.position += 1
            } else if Self.isLineEnd(character) {
                self.line += 1
            }
            text.append(character)
        }
        return (text, true)
    }

    private func isEnd(_ character: Character) -> Bool { character == self.separator || Self.isLineEnd(character) }

    private static func isLineEnd(_ character: Character) -> Bool {
        character == "\n" || character == "\r\n" || character == "\r"
    }

    private static func separator(of characters: [Character]) -> Character {
        var counts: [Character: Int] = [:]
        var isQuoted = false
        for character in characters {
            if character == "\"" { isQuoted.toggle() }
            if isQuoted { continue }
            if self.isLineEnd(character) { break }
            if [",", ";", "\t"].contains(character) { counts[character, default: 0] += 1 }
        }
        // The first of those there are most of.
        let most = counts.values.max() ?? 0
        return [",", ";", "\t"].first { counts[$0] ?? 0 == most } ?? ","
    }
}
