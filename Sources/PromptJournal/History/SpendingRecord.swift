import Foundation
import GRDB
import PromptControl
import PromptCore

/// A job as far as sums are made of it, without the rest of its row.
struct SpendingRecord: Decodable, FetchableRecord, Sendable {
    private let id: String
    private let source: Data
    private let state: String
    private let chargedAt: Double?
    private let chargedImages: Int?
    private let chargedMicros: Int64?
    /// The model, or the labels as JSON, as the rows are grouped.
    private let part: String?

    enum CodingKeys: String, CodingKey {
        case id = "id"
        case source = "source"
        case state = "state"
        case chargedAt = "charged_at"
        case chargedImages = "charged_images"
        case chargedMicros = "charged_micros"
        case part = "part"
    }

    /// The columns to ask for; the rows' long JSON is only looked into if it has to be.
    static func columns(_ group: SpendingGroup) -> String {
        let part =
            switch group {
            case .model: "json_extract(detail, '$.request.model')"
            case .label: "json_extract(detail, '$.request.labels')"
            case .day, .month, .folder: "NULL"
            }
        return "id, source, state, charged_at, charged_images, charged_micros, \(part) AS part"
    }

    func facts() throws(JournalReadError) -> (state: JobState.Name, time: Date, charge: Charge?) {
        guard let id = JobID(self.id), let state = JobState.Name(rawValue: self.state) else {
            throw JournalReadError(.damaged, "job \(self.id) is \(self.state), which is not known")
        }
        let charge = self.chargedAt.map { time in
            Charge(
                submitted: Date(timeIntervalSince1970: time),
                images: self.chargedImages ?? 0,
                cost: self.chargedMicros.map { USD(micros: $0) }
            )
        }
        return (state, charge?.submitted ?? id.time, charge)
    }

    /// The rows that the job counts in.
    func keys(_ group: SpendingGroup, at time: Date, _ calendar: Calendar) -> [String?] {
        switch group {
        case .day: [Self.day(time, calendar)]
        case .month: [String(Self.day(time, calendar).dropLast(3))]
        case .folder:
            [
                PromptPath(bytes: Array(self.source)).flatMap { path in
                    path.folder.isEmpty ? nil : path.folder.map(\.description).joined(separator: "/")
                }
            ]
        case .model: [self.part]
        case .label: self.labels.isEmpty ? [nil] : self.labels.map { $0 }
        }
    }

    private var labels: [String] {
        guard let part = self.part else { return [] }
        do {
            return HistoryLabel.texts(try JSONValue.parse(Array(part.utf8)))
        } catch {
            // Written by promptd itself; what cannot be read is no label.
            return []
        }
    }

    private static func day(_ time: Date, _ calendar: Calendar) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: time)
        let digits = [parts.year, parts.month, parts.day].map { String($0 ?? 0) }
        return digits.map { $0.count == 1 ? "0\($0)" : $0 }.joined(separator: "-")
    }
}
