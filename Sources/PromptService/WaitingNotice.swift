import Foundation
import PromptCore
import PromptFiles

/// `PROMPTD IS WAITING.txt`: for people who see nothing of promptd but the inbox, and wonder why nothing happens.
struct WaitingNotice: Equatable, Sendable {
    /// Why nothing is submitted, in one line.
    var reason: String
    /// When promptd tries again, or the day of the caps ends; `nil` if that cannot be told.
    var until: Date?

    static let name = FileName(fixed: "PROMPTD IS WAITING.txt")

    /// The file's content, with times as they are in `zone`.
    func text(_ zone: TimeZone) -> String {
        let next = self.until.map { "promptd looks again at \(LocalTime.text($0, in: zone)), and goes on" }
        return """
            promptd is not submitting anything at the moment.

            Why: \(self.reason)

            \(next ?? "promptd goes on") by itself when it is over; then this file disappears.
            Nothing is lost: prompts stay where they are, and what has been paid for is fetched meanwhile.

            """
    }

    /// Puts the notice into the inbox.
    func write(inbox: String, zone: TimeZone) throws(FileFailure) {
        try OpenDirectory(at: inbox).replace(Self.name, with: Array(self.text(zone).utf8), durable: false)
    }

    /// Takes it away; that there is none is fine.
    static func remove(inbox: String) throws(FileFailure) {
        try OpenDirectory(at: inbox).remove(Self.name)
    }
}
