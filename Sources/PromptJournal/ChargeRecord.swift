import Foundation
import GRDB
import PromptCore

/// What a job has cost or may have cost, as the table has it: the columns that a day's sum needs, and not the job itself,
/// of which there may be a hundred thousand.
struct ChargeRecord: Decodable, FetchableRecord {
    private typealias Column = JobRecord.CodingKeys

    private let id: String
    private let chargedAt: Double
    private let chargedImages: Int
    private let chargedMicros: Int64?

    enum CodingKeys: String, CodingKey {
        case id = "id"
        case chargedAt = "charged_at"
        case chargedImages = "charged_images"
        case chargedMicros = "charged_micros"
    }

    /// The charges since `start`, in any order.
    static func since(_ start: Date) -> QueryInterfaceRequest<ChargeRecord> {
        JobRecord.filter(Column.chargedAt >= start.timeIntervalSince1970)
            .select(Column.id, Column.chargedAt, Column.chargedImages, Column.chargedMicros)
            .asRequest(of: ChargeRecord.self)
    }

    func charge() throws(JournalError) -> (job: JobID, charge: Charge) {
        guard let job = JobID(self.id) else { throw JournalError(.damaged, "\(self.id) is no job's id") }
        let cost = self.chargedMicros.map { USD(micros: $0) }
        let submitted = Date(timeIntervalSince1970: self.chargedAt)
        return (job, Charge(submitted: submitted, images: self.chargedImages, cost: cost))
    }
}
