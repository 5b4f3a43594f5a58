import GRDB

/// A journal that questions about the past are asked of, in small steps: between two of them others have their turn.
protocol HistoryReading: Sendable {
    func look<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(JournalReadError) -> Value
}

extension Journal: HistoryReading {
    func look<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(JournalReadError) -> Value {
        do {
            return try await self.read(body)
        } catch {
            throw JournalReadError(error)
        }
    }
}
