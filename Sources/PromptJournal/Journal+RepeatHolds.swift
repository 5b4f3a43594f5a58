import Foundation
import GRDB
package import PromptCore

/// The prompts that are held as repeats of what was delivered already.
extension Journal {
    /// How the prompt at `source` is held; `nil` if it is not.
    package func repeatHold(of source: PromptPath) async throws(JournalError) -> RepeatHold? {
        let record = try await self.read { database in
            try RepeatHoldRecord.fetchOne(database, key: Data(source.bytes))
        }
        return try record?.hold().hold
    }

    /// Every prompt that is held, in any order.
    package func repeatHolds() async throws(JournalError) -> [(source: PromptPath, hold: RepeatHold)] {
        let records = try await self.read { try RepeatHoldRecord.fetchAll($0) }
        return try records.map { record throws(JournalError) in try record.hold() }
    }

    /// Those of the prompts that are held that come after `source`, by their names' bytes; at most `limit`.
    package func repeatHolds(after source: PromptPath?, limit: Int) async throws(JournalError) -> [PromptPath] {
        let records = try await self.read { database in
            try RepeatHoldRecord.fetchAll(
                database,
                sql: "SELECT * FROM repeat_hold WHERE source > ? ORDER BY source LIMIT ?",
                arguments: [Data(source?.bytes ?? []), limit]
            )
        }
        return try records.map { record throws(JournalError) in try record.hold().source }
    }

    /// Writes down how the prompt at `source` is held, in place of what was known of that name.
    package func save(_ hold: RepeatHold, of source: PromptPath) async throws(JournalError) {
        let record = RepeatHoldRecord(hold, of: source)
        try await self.commit { try record.save($0) }
    }

    /// The prompt at `source` is not held any more; nothing happens if it was not.
    package func removeRepeatHold(of source: PromptPath) async throws(JournalError) {
        try await self.commit { database in
            try database.execute(sql: "DELETE FROM repeat_hold WHERE source = ?", arguments: [Data(source.bytes)])
        }
    }
}
