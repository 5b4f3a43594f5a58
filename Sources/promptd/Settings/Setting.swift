/// What there is to know about a setting, told once: options, help, defaults and checks follow from it.
struct Setting {
    let kind: SettingKind
    /// The value where nobody sets one, as a person would write it: `500ms`.
    let defaultText: String?
    /// What holds without a value, in a few words, for a setting that has no default: `no cap`.
    ///
    /// `nil` if there is a default, or if the setting has to be given.
    let whenUnset: String?
    /// What it is for: one sentence without its full stop.
    let help: String
    /// Whether a reload takes a new value over, while jobs are under way.
    ///
    /// Where a job's files and its request are looked for must stay.
    let isReloadable: Bool

    init(
        _ kind: SettingKind,
        default defaultText: String? = nil,
        whenUnset: String? = nil,
        help: String,
        isReloadable: Bool = true
    ) {
        self.kind = kind
        self.defaultText = defaultText
        self.whenUnset = whenUnset
        self.help = help
        self.isReloadable = isReloadable
    }

    /// What `--help` says: the sentence, the words there are to choose from, and the default.
    var usage: String {
        var usage = self.help
        switch self.kind {
        case .choice(_, let words), .words(_, let words): usage += ": \(words.joined(separator: ", "))"
        default: break
        }
        if let standard = self.defaultText ?? self.whenUnset { usage += " (\(standard))" }
        return usage + "."
    }
}
