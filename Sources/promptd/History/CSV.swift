/// Comma-separated values as RFC 4180 has them.
enum CSV {
    /// One record with the end of its line.
    static func record(_ fields: [String]) -> String {
        fields.map(Self.field).joined(separator: ",") + "\r\n"
    }

    /// Quoted where it has to be, and where a reader might trim it.
    private static func field(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let isPlain = !scalars.contains { ["\"", ",", "\r", "\n"].contains($0) }
        let hasEdges = [scalars.first, scalars.last].contains { $0?.properties.isWhitespace == true }
        return isPlain && !hasEdges ? text : "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
