import Foundation
import PromptCore
import PromptService

/// A status for people, line by line: what is going on, the jobs in columns, and what waits or is not taken.
struct StatusTable {
    /// How a line stands out where there are colours.
    enum Emphasis: Sendable {
        case none, heading, warning
    }

    struct Line: Equatable, Sendable {
        var text: String
        var emphasis = Emphasis.none
    }

    let status: JSONValue
    /// When it is looked at: running times go on between two signs of life.
    let now: Date

    /// Names and messages come from others: none of them may look like a line of its own.
    var lines: [Line] {
        var lines = [Line(text: self.text(self.status["status"], "unknown"), emphasis: self.headEmphasis)]
        if let spend = self.status["spend_today"] { lines.append(Line(text: "today: \(Self.spend(spend))")) }
        let jobs = Self.elements(self.status["jobs"])
        if !jobs.isEmpty { lines.append(Line(text: Self.header, emphasis: .heading)) }
        lines += jobs.map(self.job)
        for waiting in Self.elements(self.status["waiting"]?["not_begun"]) {
            lines.append(Line(text: "\(Self.prompts(waiting)): \(self.text(waiting["why"], "?"))", emphasis: .warning))
        }
        if case .object(let notes) = self.status["not_taken"] {
            for note in notes {
                let why = self.text(note.value, "")
                lines.append(Line(text: "not taken: \(Self.plain(note.name)): \(why)", emphasis: .warning))
            }
            let left = (self.status["not_taken_count"]?.integerValue ?? 0) - Int64(notes.count)
            if left > 0 {
                lines.append(Line(text: self.more(left), emphasis: .warning))
            }
        }
        return lines
    }

    /// What the list has no room for.
    private func more(_ left: Int64) -> String {
        let folders = self.status["not_taken_more_folders"]?.integerValue
        let places = folders.map { $0 == 1 ? " in 1 folder" : " in \($0) folders" } ?? ""
        return "not taken: and \(left) more\(places), which the notices there tell"
    }

    private static let header = Self.columns("STATE", "TIME", "IMAGES", "USD", "NAME")

    private static func columns(
        _ state: String,
        _ time: String,
        _ images: String,
        _ cost: String,
        _ name: String
    ) -> String {
        [
            HistoryLines.pad(state, 11), HistoryLines.pad(time, 6, right: true),
            HistoryLines.pad(images, 6, right: true), HistoryLines.pad(cost, 6, right: true), name,
        ].joined(separator: "  ")
    }

    private var headEmphasis: Emphasis { self.status["hold"].map { $0 == .null } ?? true ? .none : .warning }

    private func job(_ job: JSONValue) -> Line {
        let doing = self.text(job["doing"], "?")
        // What it waits for goes behind the name: it may be long.
        let parts = doing.split(separator: ": ", maxSplits: 1)
        let isWaiting = parts.count == 2 && parts[0] == "waiting"
        let state: String =
            if isWaiting { "waiting" } else if doing.hasPrefix("downloading ") { "downloading" } else { doing }
        var name = self.text(job["name"], "?")
        if isWaiting { name += "  (\(parts[1]))" }
        let line = Self.columns(state, self.time(job), Self.images(job), Self.cost(job), name)
        return Line(text: line, emphasis: isWaiting ? .warning : .none)
    }

    /// How long the job has been under way.
    private func time(_ job: JSONValue) -> String {
        guard let began = Self.date(job["claimed"]) ?? Self.date(job["since"]) else { return "-" }
        return ElapsedText.text(seconds: self.now.timeIntervalSince(began))
    }

    private static func images(_ job: JSONValue) -> String {
        guard let asked = job["images"]?.integerValue else { return "-" }
        return "\(job["images_arrived"]?.integerValue ?? 0)/\(asked)"
    }

    private static func cost(_ job: JSONValue) -> String {
        guard case .number(let amount) = job["cost_usd"] else { return "-" }
        return amount
    }

    private static func date(_ value: JSONValue?) -> Date? {
        guard let text = value?.stringValue else { return nil }
        do {
            return try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        } catch {
            return nil
        }
    }

    private static func prompts(_ waiting: JSONValue) -> String {
        let count = waiting["prompts"]?.integerValue ?? 0
        return count == 1 ? "1 prompt waits" : "\(count) prompts wait"
    }

    private static func spend(_ spend: JSONValue) -> String {
        func part(_ name: String, _ cap: String, _ unit: String) -> String? {
            guard case .number(let amount) = spend[name] else { return nil }
            guard case .number(let most) = spend[cap] else {
                return amount == "1" && unit == "images" ? "1 image" : "\(amount) \(unit)"
            }
            return "\(amount) of \(most) \(unit)"
        }
        return [part("images", "max_images", "images"), part("cost_usd", "max_usd", "USD")].compactMap(\.self)
            .joined(separator: ", ")
    }

    private func text(_ value: JSONValue?, _ unknown: String) -> String {
        Self.plain(value?.stringValue ?? unknown)
    }

    private static func plain(_ text: String) -> String { SingleLine.text(text, limit: 1000) }

    private static func elements(_ value: JSONValue?) -> [JSONValue] {
        if case .array(let elements) = value { elements } else { [] }
    }
}
