/// Who has answered a question about the past.
package enum HistoryOrigin: String, Codable, Sendable, Equatable {
    /// The daemon that runs, by its socket.
    case daemon = "daemon"
    /// The journal itself, read while no daemon runs.
    case journal = "journal"
}
