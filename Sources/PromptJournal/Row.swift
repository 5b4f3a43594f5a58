import Foundation
import GRDB
import PromptCore

/// A job as the table has it.
struct Row: Sendable {
    private let id: String
    let detail: String
    private let arguments: StatementArguments

    init(_ job: Job) throws(JournalFailure) {
        self.id = job.id.rawValue
        do {
            let charge = job.charge
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            self.detail = String(decoding: try encoder.encode(job), as: UTF8.self)
            self.arguments = [
                "id": job.id.rawValue,
                "source": Data(job.source.bytes),
                "state": job.state.name.rawValue,
                "settled": job.isSettled,
                "request_id": job.state.requestID?.rawValue,
                "detail": self.detail,
                "charged_at": charge?.submitted.timeIntervalSince1970,
                "charged_images": charge?.images,
                "charged_micros": charge?.cost?.micros,
            ]
        } catch {
            throw JournalFailure(.other, "a job cannot be written down: \(error)")
        }
    }

    func insert(_ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO job (id, source, state, settled, request_id, detail,
                    charged_at, charged_images, charged_micros)
                VALUES (:id, :source, :state, :settled, :request_id, :detail,
                    :charged_at, :charged_images, :charged_micros)
                """,
            arguments: self.arguments
        )
    }

    func update(_ database: Database) throws {
        try database.execute(
            sql: """
                UPDATE job SET source = :source, state = :state, settled = :settled, request_id = :request_id,
                    detail = :detail, charged_at = :charged_at, charged_images = :charged_images,
                    charged_micros = :charged_micros
                WHERE id = :id
                """,
            arguments: self.arguments
        )
        guard database.changesCount == 1 else { throw JournalFailure(.damaged, "job \(self.id) has no row") }
    }

    static func job(_ detail: String) throws(JournalFailure) -> Job {
        do {
            return try JSONDecoder().decode(Job.self, from: Data(detail.utf8))
        } catch {
            throw JournalFailure(.damaged, "a job cannot be read: \(error)")
        }
    }
}
