import PromptCore

/// What is drawn on a whole terminal, again and again, in place.
extension Terminal {
    struct Size: Equatable, Sendable {
        var columns: Int
        var rows: Int
    }

    /// Begins to draw: what stood on the terminal comes back with ``leaveScreen()``.
    ///
    /// - Throws: `ExitError` if it cannot be written.
    static func enterScreen() throws(ExitError) { try self.write(Array("\u{1B}[?1049h\u{1B}[?25l".utf8)) }

    static func leaveScreen() throws(ExitError) { try self.write(Array("\u{1B}[?25h\u{1B}[?1049l".utf8)) }

    /// Draws `lines` from the top, each cut to the terminal's width: what they hold of names and words of others is escaped,
    /// and one write brings all of it, so that nothing flickers.
    ///
    /// - Throws: `ExitError` if it cannot be written.
    static func draw(_ lines: [StatusTable.Line], _ size: Size, inColour: Bool) throws(ExitError) {
        var frame = "\u{1B}[H"
        var shown = lines.prefix(size.rows)
        if lines.count > size.rows, size.rows > 1 {
            shown = lines.prefix(size.rows - 1) + [.init(text: "… and \(lines.count - size.rows + 1) more lines")]
        }
        for (number, line) in shown.enumerated() {
            let text = TextWidth.cut(TerminalText.lines(line.text), to: size.columns)
            frame += number == 0 ? "" : "\r\n"
            frame += inColour ? Self.styled(text, line.emphasis) : text
            // To the end of the line, which held another one before.
            frame += "\u{1B}[K"
        }
        try self.write(Array((frame + "\u{1B}[J").utf8))
    }

    private static func styled(_ text: String, _ emphasis: StatusTable.Emphasis) -> String {
        switch emphasis {
        case .none: text
        case .heading: "\u{1B}[1m\(text)\u{1B}[0m"
        case .warning: "\u{1B}[33m\(text)\u{1B}[0m"
        }
    }
}
