import Foundation
import PromptControl
import PromptCore

/// Jobs as lines of a table, for people and for programs.
struct HistoryLines {
    let calendar: Calendar

    static let header = "TIME              STATE         IMAGES       USD  NAME"

    /// What the columns of the CSV are called.
    static let columns = [
        "time", "state", "name", "job_id", "request_id", "model", "images_asked", "images_delivered", "images_charged",
        "usd_charged", "usd_actual", "usd_estimate", "dropped", "submitted", "published", "ended", "error_code",
        "error_message", "labels", "folder", "id", "dropped_by",
    ]

    /// `2026-11-30 19:08  published        3/3      0.09  campaign/hero`.
    func line(_ entry: HistoryEntry) -> String {
        let images = entry.imagesAsked.map { "\(entry.imagesDelivered)/\($0)" } ?? "-"
        let why = entry.error.map { "  (\($0.code.rawValue))" } ?? ""
        let columns = [
            self.local(entry.time), Self.pad(entry.state.rawValue, 12), Self.pad(images, 6, right: true),
            Self.pad(Self.usd(entry), 8, right: true), SingleLine.text(entry.name, limit: 1000) + why,
        ]
        return columns.joined(separator: "  ")
    }

    private static func usd(_ entry: HistoryEntry) -> String {
        entry.cost.charged?.description ?? (entry.cost.chargedImages > 0 ? "?" : "-")
    }

    /// The values of ``columns``, times in UTC.
    static func fields(_ entry: HistoryEntry) -> [String] {
        let (cost, times) = (entry.cost, entry.times)
        return [
            Self.time(entry.time), entry.state.rawValue, entry.name, entry.job.rawValue,
            entry.requestID?.rawValue ?? "",
            entry.model ?? "", entry.imagesAsked.map { "\($0)" } ?? "", "\(entry.imagesDelivered)",
            "\(cost.chargedImages)", cost.charged?.description ?? "", cost.actual?.description ?? "",
            cost.estimate?.description ?? "", Self.time(times.dropped), Self.time(times.submitted),
            Self.time(times.published), Self.time(times.ended), entry.error?.code.rawValue ?? "",
            entry.error?.message ?? "", HistoryLabel.texts(entry.labels).joined(separator: "; "), entry.folder ?? "",
            entry.promptID?.rawValue ?? "", entry.droppedBy ?? "",
        ]
    }

    /// The time on the clocks of the settings' zone, to the minute.
    func local(_ time: Date) -> String {
        let style = Date.ISO8601FormatStyle(timeZone: self.calendar.timeZone).year().month().day()
            .dateTimeSeparator(.space).time(includingFractionalSeconds: false)
        return String(time.formatted(style).prefix(16))
    }

    static func time(_ time: Date?) -> String { JSONValue.time(time).stringValue ?? "" }

    static func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return right ? space + text : text + space
    }
}
