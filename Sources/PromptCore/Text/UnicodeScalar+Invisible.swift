extension Unicode.Scalar {
    /// Whether it is a control, a line break, one that nobody sees, or one that turns the direction of writing; not those
    /// that only join or vary the parts of a character.
    ///
    /// `Systemd/LogText`, which lies beside this module, has the same rule; a test holds them together.
    package var isInvisible: Bool {
        switch self.properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        case .format: self != "\u{200C}" && self != "\u{200D}"
        // Marks are part of the character before them, but those from U+E0000 on carry text that nobody sees.
        case .nonspacingMark: self.value >= 0xE0000
        default: self.properties.isDefaultIgnorableCodePoint
        }
    }
}
