/// A manual page, as man(7) takes it.
struct ManualPage {
    private(set) var text: String

    /// - Parameters:
    ///   - name: `promptd`.
    ///   - section: The section of the manual: 1 is for commands, 5 for files.
    ///   - what: What it is, in a few words.
    init(_ name: String, section: Int, _ what: String) {
        self.text = """
            .TH \(Self.escaped(name.uppercased())) \(section) "" "promptd \(Version.current)" "promptd"
            .SH NAME
            \(Self.escaped(name)) \\- \(Self.escaped(what))

            """
    }

    mutating func section(_ title: String) { self.text += ".SH \(Self.escaped(title.uppercased()))\n" }

    mutating func subsection(_ title: String) { self.text += ".SS \(Self.escaped(title))\n" }

    /// One paragraph, or several with an empty line between them.
    mutating func paragraphs(_ text: String) {
        for paragraph in text.split(separator: "\n\n") {
            self.text += ".PP\n\(Self.lines(paragraph.replacing("\n", with: " ")))"
        }
    }

    /// Something with a name, such as an option, the value it takes, and what is said about it.
    ///
    /// Without a name it is what is given by its value alone.
    mutating func item(_ name: String, value: String? = nil, _ text: String) {
        let parts = [name.isEmpty ? nil : ("B", name), value.map { ("I", $0) }].compactMap(\.self)
        let head = parts.map { "\\f\($0.0)\(Self.escaped($0.1))\\fR" }.joined(separator: " ")
        self.text += ".TP\n\(head)\n\(Self.lines(text))"
    }

    /// Lines that stay as they are.
    mutating func example(_ text: String) {
        self.text += ".PP\n.nf\n.RS\n"
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { self.text += Self.lines(line) }
        self.text += ".RE\n.fi\n"
    }

    private static func lines(_ text: some StringProtocol) -> String { self.escaped(text) + "\n" }

    /// Text that is none of the language's own: it has backslashes, and dots and quotes at the start of a line, and makes
    /// a hyphen of a minus.
    static func escaped(_ text: some StringProtocol) -> String {
        let escaped = String(text).replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }
}
