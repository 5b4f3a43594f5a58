import Foundation
import PromptCore
import PromptFiles

/// `PROMPTD IS WAITING.txt`: for people who see nothing of promptd but the inbox, and wonder why nothing happens.
struct WaitingNotice: Equatable, Sendable {
    /// Why nothing is submitted, in one line.
    var reason: String
    /// When promptd tries again, or the day of the caps ends; `nil` if that cannot be told.
    var until: Date?
    /// It ends only when a person does what `reason` says.
    var needsPerson = false

    static let name = FileName(fixed: "PROMPTD IS WAITING.txt")

    /// The file's content, with times as they are in `zone`.
    func text(_ zone: TimeZone) -> String {
        if self.needsPerson {
            return """
                promptd does not submit anything any more until somebody says that it may.

                Why: \(self.reason)

                Nothing is lost: prompts stay where they are, and what has been paid for is fetched meanwhile. When
                submissions go on, this file disappears.

                """
        }
        let next = self.until.map { "promptd looks again at \(LocalTime.text($0, in: zone)), and goes on" }
        return """
            promptd is not submitting anything at the moment.

            Why: \(self.reason)

            \(next ?? "promptd goes on") by itself when it is over; then this file disappears.
            Nothing is lost: prompts stay where they are, and what has been paid for is fetched meanwhile.

            """
    }

    /// Has the inbox show the notice, or none; what is there already is not written again, since each change wakes
    /// whoever watches the folder, promptd itself and sync clients among them.
    static func write(_ notice: WaitingNotice?, inbox: String, zone: TimeZone) throws(FileError) {
        let folder = try OpenDirectory(at: inbox)
        let isThere = try folder.status(self.name) != nil
        guard let notice else {
            if isThere { try folder.remove(self.name) }
            return
        }
        let text = Array(notice.text(zone).utf8)
        if isThere, try folder.read(self.name, limit: 1 << 16).bytes == text { return }
        try folder.replace(self.name, with: text, .none, forPeople: true)
    }
}
