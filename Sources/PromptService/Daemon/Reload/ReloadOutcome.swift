/// What has come of reading the settings again.
package enum ReloadOutcome: Equatable, Sendable {
    /// The settings in `changed` are in force; those in `waiting` need a restart. Both empty: nothing was different.
    case done(changed: [String], waiting: [String])
    /// All is as it was; the problems, one a line.
    case refused([String])

    /// In one line, for the log.
    var text: String {
        switch self {
        case .done(let changed, let waiting):
            let parts = [
                changed.isEmpty ? "nothing has changed" : "now in force: \(changed.joined(separator: ", "))",
                waiting.isEmpty ? nil : "after a restart: \(waiting.joined(separator: ", "))",
            ]
            return parts.compactMap(\.self).joined(separator: "; ")
        case .refused(let problems):
            return "the settings stay as they were: \(problems.joined(separator: "; "))"
        }
    }
}
