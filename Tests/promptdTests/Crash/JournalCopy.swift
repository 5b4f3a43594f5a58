import Foundation
import GRDB

/// The journal as a crash has left it, read from a copy: looking at it must not mend it.
struct JournalCopy {
    private let rows: [(source: String, state: String, settled: Bool)]
    /// Why it is no whole journal; `nil` if it is one.
    let problem: String?

    /// Copies and reads the journal in the folder `state`; `nil` if there is none yet.
    init?(_ state: String) throws {
        guard Files.exists("\(state)/journal.sqlite") else { return nil }
        let copy = try Workspace(in: Files.isFolder("/dev/shm") ? "/dev/shm" : nil)
        defer { copy.discard() }
        for name in ["journal.sqlite", "journal.sqlite-journal", "journal.sqlite-wal"] {
            if let bytes = try Files.read("\(state)/\(name)") { try Files.write(bytes, to: "\(copy.path)/\(name)") }
        }
        do {
            let database = try DatabaseQueue(path: "\(copy.path)/journal.sqlite")
            (self.problem, self.rows) = try database.read { database in
                let verdict = try String.fetchOne(database, sql: "PRAGMA integrity_check") ?? "no answer"
                guard try database.tableExists("job") else { return (verdict == "ok" ? nil : verdict, []) }
                let rows = try Row.fetchAll(database, sql: "SELECT source, state, settled FROM job ORDER BY id")
                return (
                    verdict == "ok" ? nil : verdict,
                    rows.map { row in
                        let source = String(decoding: row["source"] as Data, as: UTF8.self)
                        return (source, row["state"] as String, row["settled"] as Bool)
                    }
                )
            }
        } catch let error as DatabaseError {
            self.problem = "\(error)"
            self.rows = []
        }
    }

    /// The states of all jobs of a prompt, in the order they came.
    func states(of source: String) -> [String] { self.rows.filter { $0.source == source }.map(\.state) }
}
