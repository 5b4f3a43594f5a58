import Foundation
import GRDB
import PromptCore

/// A job as the table has it.
struct JobRecord: Codable, FetchableRecord, PersistableRecord, Sendable {
    static let databaseTableName = "job"

    /// The columns' names, which are the file's and not the program's.
    enum CodingKeys: String, CodingKey, ColumnExpression {
        case id = "id"
        case source = "source"
        case state = "state"
        case isSettled = "settled"
        case requestID = "request_id"
        case detail = "detail"
        case chargedAt = "charged_at"
        case chargedImages = "charged_images"
        case chargedMicros = "charged_micros"
        case isAdoptable = "adoptable"
        case promptID = "prompt_id"
    }

    let id: String
    let source: Data
    let state: String
    let isSettled: Bool
    let requestID: String?
    /// The whole job as JSON; the columns beside it are what SQLite is to watch over, and to search by.
    let detail: String
    /// Seconds since 1970; with the two below what the job has cost or may have cost.
    let chargedAt: Double?
    let chargedImages: Int?
    /// Millionths of a US dollar.
    let chargedMicros: Int64?
    /// It has ended without a result and may have been charged: a person may yet name its request.
    let isAdoptable: Bool
    /// The key that a program has given the prompt; it never changes.
    let promptID: String?

    init(_ job: Job) throws(JournalError) {
        let charge = job.charge
        self.id = job.id.rawValue
        self.source = Data(job.source.bytes)
        self.state = job.state.name.rawValue
        self.isSettled = job.isSettled
        self.requestID = job.state.requestID?.rawValue
        self.chargedAt = charge?.submitted.timeIntervalSince1970
        self.chargedImages = charge?.images
        self.chargedMicros = charge?.cost?.micros
        self.isAdoptable =
            switch job.state {
            case .unconfirmed: true
            case .failed(let failure): failure.mayHaveBeenCharged
            case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .published, .cancelled,
                .divided, .completed:
                false
            }
        self.promptID = job.origin?.promptID?.rawValue
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            self.detail = String(decoding: try encoder.encode(job), as: UTF8.self)
        } catch {
            throw JournalError(.other, "a job cannot be written down: \(error)")
        }
    }

    /// Takes the place of the job's row, which must exist.
    ///
    /// Only what has changed is written: SQLite writes an index anew for each column of it that it is given, and most that
    /// happens to a job leaves them alone.
    func replace(in database: Database) throws {
        let found = try database.cachedStatement(sql: Statements.indexed)
        guard let row = try Row.fetchOne(found, arguments: [self.id]) else { return try self.update(database) }
        let changed = self.indexed.filter { column, value in row[column.rawValue] as DatabaseValue != value }
        let columns = [(CodingKeys.state, self.state.databaseValue), (.detail, self.detail.databaseValue)] + changed
        let assignments = columns.map { "\($0.0.rawValue) = ?" }.joined(separator: ", ")
        try database.cachedStatement(sql: "UPDATE job SET \(assignments) WHERE id = ?")
            .execute(arguments: StatementArguments(columns.map(\.1) + [self.id.databaseValue]))
    }

    /// The columns that an index holds and that may change.
    private var indexed: [(CodingKeys, DatabaseValue)] {
        [
            (.isSettled, self.isSettled.databaseValue), (.requestID, self.requestID.databaseValue),
            (.chargedAt, self.chargedAt.databaseValue), (.chargedImages, self.chargedImages.databaseValue),
            (.chargedMicros, self.chargedMicros.databaseValue), (.isAdoptable, self.isAdoptable.databaseValue),
        ]
    }

    /// The job that was stored.
    func job() throws(JournalError) -> Job { try Self.job(self.detail) }

    /// The job that was stored as `detail`.
    static func job(_ detail: String) throws(JournalError) -> Job {
        do {
            return try JSONDecoder().decode(Job.self, from: Data(detail.utf8))
        } catch {
            throw JournalError(.damaged, "a job cannot be read: \(error)")
        }
    }
}
