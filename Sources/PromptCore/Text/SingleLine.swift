/// Text from outside, made fit for one line of a message, a log, an explanation or a terminal: it can neither begin
/// another line nor hide or reorder what stands beside it.
///
/// The log itself and the status line of the service manager escape by the same rule (`Systemd/LogText`), which lies
/// below this module.
package enum SingleLine {
    /// `text` with every run of white space and invisible characters as one space, cut to `limit` characters.
    package static func text(_ text: String, limit: Int = 300) -> String {
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

    /// At most `limit` code points of `text`, as they are but for those that cannot be seen: a value, shown to whoever has
    /// written it, who may have written a megabyte.
    package static func excerpt(_ text: String, limit: Int = 60) -> String {
        var short = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) { short.append(Self.isInvisible(scalar) ? "\u{FFFD}" : scalar) }
        return String(short) + (text.unicodeScalars.dropFirst(limit).isEmpty ? "" : "…")
    }

    /// Whether a code point is a control, a line break, one that nobody sees, or one that turns the direction of writing;
    /// not those that only join the parts of a character.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        default: false
        }
    }
}
