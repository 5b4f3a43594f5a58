import GRDB
import GRDBSQLite

/// A copy of an open journal, made some pages at a time on its own connection, between whatever else is done there.
///
/// What the connection commits meanwhile gets into the copy as well, so that it shows the state at its end. All calls are
/// made where the connection is used, one after the other, which is why it may be handed around.
@safe final class OnlineCopy: @unchecked Sendable {
    private var target: OpaquePointer?
    private var backup: OpaquePointer?

    /// Begins a copy of `database` in the empty file at `path`.
    init(of database: Database, to path: String) throws {
        unsafe self.target = nil
        unsafe self.backup = nil
        let code = unsafe sqlite3_open_v2(path, &self.target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
        // Nobody needs what a crash leaves: it is flushed as a whole at the end.
        let setUp = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"
        guard code == SQLITE_OK, unsafe sqlite3_exec(self.target, setUp, nil, nil, nil) == SQLITE_OK else {
            throw self.failure(code)
        }
        unsafe self.backup = sqlite3_backup_init(self.target, "main", database.sqliteConnection, "main")
        guard unsafe self.backup != nil else { throw self.failure(unsafe sqlite3_errcode(self.target)) }
    }

    deinit { self.abandon() }

    /// Copies up to so many pages more.
    ///
    /// - Returns: whether there are more.
    func step(_ pages: Int) throws -> Bool {
        guard unsafe self.backup != nil else {
            throw JournalReadError(.inUse, "the journal was closed while it was copied")
        }
        let code = unsafe sqlite3_backup_step(self.backup, Int32(pages))
        if code == SQLITE_DONE {
            self.abandon()
            return false
        }
        guard code == SQLITE_OK else { throw self.failure(code) }
        return true
    }

    /// Lets go of both ends; nothing happens if that has been done.
    func abandon() {
        // Both tell only what the last step has told.
        _ = unsafe sqlite3_backup_finish(self.backup)
        unsafe self.backup = nil
        _ = unsafe sqlite3_close(self.target)
        unsafe self.target = nil
    }

    private func failure(_ code: Int32) -> JournalReadError {
        let reason = unsafe sqlite3_errmsg(self.target).map { unsafe String(cString: $0) } ?? "SQLite error \(code)"
        self.abandon()
        return JournalReadError(.noCopy, "the copy cannot be written: \(reason)")
    }
}
