/// Text from outside, made fit for a log line or an error file.
enum OneLine {
    /// `text` with every run of white space and invisible characters as one space, cut to `limit` characters.
    static func text(_ text: String, limit: Int = 300) -> String {
        var result = ""
        var pendingSpace = false
        var count = 0
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || Self.isInvisible(scalar) {
                pendingSpace = !result.isEmpty
                continue
            }
            if pendingSpace { result.unicodeScalars.append(" ") }
            pendingSpace = false
            result.unicodeScalars.append(scalar)
            // Scalars are at least as many as characters: enough of them to cut from, however long the text is.
            count += 1
            if count > limit * 8 { break }
        }
        return result.count <= limit ? result : result.prefix(limit - 1) + "…"
    }

    private static func isInvisible(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
