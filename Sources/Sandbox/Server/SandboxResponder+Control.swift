import HTTPTypes
import Hummingbird

/// The control calls, `/sandbox/…`: for tests and curious people, without a token.
extension SandboxResponder {
    private struct LedgerPage: Encodable {
        var totals: LedgerTotals
        var entries: [LedgerEntry]
    }

    /// `GET /sandbox/ledger`: the totals, and the entries (with `?limit=N` the last N of them).
    func ledger(_ request: Request) throws -> Answer {
        let limit = request.uri.queryParameters["limit"].flatMap { Int($0) } ?? Int.max
        guard limit >= 0 else { throw ControlError("\"limit\" is a number from 0 up.") }
        let ledger = self.store.ledger(limit: limit)
        return try .json(LedgerPage(totals: ledger.totals, entries: ledger.entries))
    }

    /// `POST /sandbox/faults`: one fault, or a list of them; nothing is added if one is wrong.
    ///
    /// See `Fault`.
    func addFaults(_ body: [UInt8]) throws -> Answer {
        let json = try Self.control(body)
        let items: [APIValue] = if case .array(let items) = json { items } else { [json] }
        var faults: [Fault] = []
        for item in items { faults.append(try Fault(json: item)) }
        self.store.add(faults)
        return try .json(["faults": self.store.faults])
    }

    /// `DELETE /sandbox/faults`.
    func clearFaults() throws -> Answer {
        self.store.clearFaults()
        return try .json(["faults": self.store.faults])
    }

    /// `GET /sandbox/settings`; the token is not shown.
    func settings() throws -> Answer {
        try .json(self.store.settings)
    }

    /// `POST /sandbox/settings`.
    ///
    /// See `SettingsChange`.
    func changeSettings(_ body: [UInt8]) throws -> Answer {
        try self.store.change(try SettingsChange(json: try Self.control(body)))
        return try .json(self.store.settings)
    }

    private static func control(_ body: [UInt8]) throws(ControlError) -> APIValue {
        do {
            return try APIValue(parsing: body)
        } catch {
            throw ControlError("The body is not JSON: \(error)")
        }
    }
}
