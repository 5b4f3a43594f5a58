/// What a daemon answers to a ``ControlRequest``; which case belongs to which request their names say.
package enum ControlAnswer: Codable, Equatable, Sendable {
    /// The JSON document, as `status.json` has it (contract §7).
    case status(document: String)
    case reload(Reload)
    case list(HistoryPage)
    /// `nil` if there is no job of that name or id.
    case show(HistoryDetail?)
    case report(SpendingReport)
    /// The copy's path; whoever has asked takes it from there and removes it.
    case backup(path: String)
    case cancel(Cancellation)
    case adopt(Adoption)
    /// Nothing was done: why, and what would help, in one line for a person.
    case refused(message: String)

    /// What has come of reading the settings again.
    package struct Reload: Codable, Equatable, Sendable {
        /// The settings whose new values are in force.
        package var changed: [String]
        /// The settings whose new values need a restart.
        package var waiting: [String]
        /// What is wrong, one problem a line; if there is any, all is as it was.
        package var problems: [String]

        package init(changed: [String] = [], waiting: [String] = [], problems: [String] = []) {
            self.changed = changed
            self.waiting = waiting
            self.problems = problems
        }
    }
}
