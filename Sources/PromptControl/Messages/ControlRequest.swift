/// What may be asked of a running daemon: by commands, by its page, by other programs of its machine.
///
/// On the wire it is one line of JSON, `{"message": {"reload": {}}, "version": 1}`; the answer is one line as well, see
/// ``ControlAnswer``. One question a connection.
package enum ControlRequest: Codable, Equatable, Sendable {
    /// How it goes, as `status.json` has it.
    case status
    /// Have the settings read again.
    case reload
    /// Some of the jobs, newest first.
    case list(HistoryQuery)
    /// All that is known of one job.
    case show(DetailQuery)
    /// What was made and spent.
    case report(SpendingQuery)
    /// Have the journal copied to a file of the state folder.
    case backup
    /// Cancel a prompt; the name is its path below the inbox without its suffix.
    case cancel(name: String)
    /// Collect a request, by the vendor's id, as the failed prompt's.
    case adopt(name: String, request: String)

    /// Its name, for the log.
    package var name: String {
        switch self {
        case .status: "status"
        case .reload: "reload"
        case .list: "list"
        case .show: "show"
        case .report: "report"
        case .backup: "backup"
        case .cancel: "cancel"
        case .adopt: "adopt"
        }
    }

    /// Whether it changes anything: who has asked for that is in the log.
    package var isChange: Bool {
        switch self {
        case .status, .list, .show, .report: false
        case .reload, .backup, .cancel, .adopt: true
        }
    }

    /// The prompt that it is about, for the log; `nil` if it is about none.
    package var prompt: String? {
        switch self {
        case .cancel(let name), .adopt(let name, _): name
        case .status, .reload, .list, .show, .report, .backup: nil
        }
    }
}
