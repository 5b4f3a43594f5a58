/// What may be asked of a running daemon: by commands, by its page, by other programs of its machine.
///
/// On the wire it is one line of JSON, `{"version": 1, "request": {"reload": {}}}`; the answer is one line as well, see
/// ``ControlAnswer``. One question a connection.
package enum ControlRequest: Codable, Equatable, Sendable {
    /// How it goes, as `status.json` has it.
    case status
    /// Have the settings read again.
    case reload

    /// Its name, for the log.
    package var name: String {
        switch self {
        case .status: "status"
        case .reload: "reload"
        }
    }

    /// Whether it changes anything: who has asked for that is in the log.
    package var isChange: Bool {
        switch self {
        case .status: false
        case .reload: true
        }
    }
}
