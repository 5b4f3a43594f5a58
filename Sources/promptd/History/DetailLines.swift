import Foundation
import PromptControl
import PromptCore

/// A job for people, one fact a line.
struct DetailLines {
    let all: [String]

    init(_ detail: HistoryDetail, _ lines: HistoryLines) {
        let entry = detail.entry
        var all: [String] = []
        func add(_ name: String, _ value: String?) {
            if let value { all.append("\(HistoryLines.pad(name, 10))  \(SingleLine.text(value, limit: 4000))") }
        }
        add("name", entry.name)
        add("job", entry.job.rawValue)
        add("id", entry.promptID?.rawValue)
        add("state", entry.state.rawValue)
        add("request", entry.requestID?.rawValue)
        add("model", entry.model)
        add("images", entry.imagesAsked.map { "\(entry.imagesDelivered) of \($0) delivered" })
        add("cost", Self.cost(entry.cost))
        for (name, time) in Self.times(entry.times) { add(name, time.map { lines.local($0) }) }
        add("dropped by", entry.droppedBy)
        for label in HistoryLabel.texts(entry.labels) { add("label", label) }
        add("text", detail.text)
        add("input", detail.input.map { String(decoding: $0.serialized(), as: UTF8.self) })
        for file in detail.inputs ?? [] { add("sent", Self.input(file)) }
        add("error", entry.error.map { "\($0.code.rawValue): \($0.message)" })
        for problem in detail.problems { add("problem", "\(problem.member): \(problem.message) \(problem.hint)") }
        add("hint", detail.hint)
        add("folder", entry.folder)
        for file in detail.files { add("file", Self.file(file)) }
        for missing in detail.missing { add("missing", "\(missing.number): \(missing.reason)") }
        for warning in detail.warnings { add("warning", warning) }
        add("earlier", detail.earlierJobs > 0 ? "\(detail.earlierJobs) of this name" : nil)
        self.all = all
    }

    private static func times(_ times: HistoryTimes) -> [(String, Date?)] {
        [
            ("dropped", times.dropped), ("claimed", times.claimed), ("submitted", times.submitted),
            ("started", times.started), ("finished", times.finished), ("published", times.published),
        ]
    }

    private static func cost(_ cost: HistoryCost) -> String {
        guard cost.chargedImages > 0 else { return "nothing" }
        let images = "\(cost.chargedImages) image\(cost.chargedImages == 1 ? "" : "s") billed"
        guard let charged = cost.charged else { return "\(images), no price is known" }
        return "\(charged) USD (\(cost.actual == nil ? "estimated" : "actual")), \(images)"
    }

    /// `image: inputs/boat.png, 1234 bytes, uploaded to https://files.example/boat.png, sha256 …`.
    private static func input(_ input: HistoryInput) -> String {
        let place = input.position.map { "[\($0)]" } ?? ""
        let bytes = input.bytes.map { ", \($0) bytes" } ?? ""
        let way =
            switch input.sent {
            case .data: "as data"
            case .uploaded: "uploaded to \(input.address ?? "somewhere")"
            case .asGiven: "as given\(input.address.map { ", \($0)" } ?? "")"
            case nil: "not sent yet"
            }
        let hash = input.sha256.map { ", sha256 \($0)" } ?? ""
        return "\(input.member)\(place): \(input.file.map { "\($0)\(bytes), " } ?? "")\(way)\(hash)"
    }

    private static func file(_ file: HistoryFile) -> String {
        let size = if let width = file.width, let height = file.height { ", \(width)x\(height)" } else { "" }
        let length = file.seconds.map { ", \($0) s" } ?? ""
        return "\(file.folder)/\(file.file), \(file.bytes) bytes\(size)\(length), sha256 \(file.sha256)"
    }
}
