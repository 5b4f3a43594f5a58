/// One notification in the words of sd_notify(3).
enum NotifyMessage: Equatable {
    case ready(status: String)
    case status(String)
    case stopping
    case reloading(monotonicMicroseconds: UInt64)
    case watchdog
    case watchdogTrigger(status: String)
    case extendTimeout(microseconds: UInt64)
    case failing(errno: Int32?, exitStatus: Int32, status: String)

    /// The datagram: assignments, one on a line.
    var datagram: String {
        switch self {
        case .ready(let status): "READY=1\nSTATUS=\(Self.statusText(status))"
        case .status(let status): "STATUS=\(Self.statusText(status))"
        case .stopping: "STOPPING=1"
        case .reloading(let microseconds): "RELOADING=1\nMONOTONIC_USEC=\(microseconds)"
        case .watchdog: "WATCHDOG=1"
        case .watchdogTrigger(let status): "STATUS=\(Self.statusText(status))\nWATCHDOG=trigger"
        case .extendTimeout(let microseconds): "EXTEND_TIMEOUT_USEC=\(microseconds)"
        case .failing(let errno, let exitStatus, let status):
            (errno.map { "ERRNO=\($0)\n" } ?? "") + "EXIT_STATUS=\(exitStatus)\nSTATUS=\(Self.statusText(status))"
        }
    }

    /// Makes a text fit for `STATUS=`: one line, at most 200 bytes, cut between characters.
    ///
    /// A line break would begin another assignment, so that a file name could say `READY=1` for the daemon.
    static func statusText(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            line.append(LogText.isInvisible(scalar) ? " " : scalar)
        }
        var result = ""
        var size = 0
        for character in String(line) {
            size += character.utf8.count
            if size > 200 { break }
            result.append(character)
        }
        return result
    }
}
