import GRDB

/// What an opening does before the journal is used.
extension Journal {
    /// The file's user version after a clean stop; any other means that nobody knows how the last run ended.
    static let cleanVersion = 1

    /// Pages up to which making an old file anew costs nothing worth naming: 8 MiB.
    private static let smallFile = 2048

    /// Whether the file lacks the mark of a clean stop.
    static func isUnclean(_ database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "PRAGMA user_version") != Self.cleanVersion
    }

    /// Makes sure that the file is a whole journal that this promptd can read, or new.
    static func recognise(_ database: Database) throws {
        // Reading all of a large file takes longer than a service manager waits for a start.
        if try Self.isUnclean(database) {
            let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
            guard verdict == "ok" else { throw JournalError(.damaged, verdict ?? "quick_check gave no answer") }
        }
        if try Self.migrator.hasBeenSuperseded(database) {
            throw JournalError(.damaged, "it was written by a newer promptd, or by another program")
        }
        // GRDB's own table may be there alone: a crash in the middle of the first start.
        let foreign = "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'grdb_%' AND name NOT LIKE 'sqlite_%'"
        if try Int.fetchOne(database, sql: foreign) != 0, try Self.migrator.appliedIdentifiers(database).isEmpty {
            throw JournalError(.damaged, "it is an SQLite file of another program")
        }
    }

    /// Sets the connection up, and takes the mark of a clean stop away before anything else is written.
    static func prepare(_ database: Database) throws {
        // No folder for temporary files is needed, and what is deleted is not written over page by page.
        try database.execute(sql: "PRAGMA temp_store = MEMORY")
        try database.execute(sql: "PRAGMA secure_delete = FAST")
        // The log of a large migration does not stay large.
        try database.execute(sql: "PRAGMA journal_size_limit = 16777216")
        if try Int.fetchOne(database, sql: "PRAGMA page_count") == 0 {
            try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
        }
        try Self.makeDurable(database)
        try Self.requireDurable(database)
        if try Int.fetchOne(database, sql: "PRAGMA user_version") == Self.cleanVersion {
            try database.execute(sql: "PRAGMA user_version = 0")
            // Into the file itself: a copy of it alone, without its log, must not pass for a clean one.
            try database.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
        }
    }

    /// Has every commit flushed.
    ///
    /// By hand and not by GRDB's configuration, which lowers `synchronous` to NORMAL when it switches to WAL: a commit
    /// could then be lost in a power cut after the request it announces was paid for.
    private static func makeDurable(_ database: Database) throws {
        try database.execute(sql: "PRAGMA journal_mode = WAL")
        try database.execute(sql: "PRAGMA synchronous = FULL")
    }

    /// Reads back what was set: SQLite ignores what it cannot do.
    static func requireDurable(_ database: Database) throws {
        let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        guard level == 2, mode == "wal" else {
            throw JournalError(
                .notDurable,
                "SQLite runs with synchronous=\(level ?? -1) and journal_mode=\(mode ?? "unknown"), not 2 and wal"
            )
        }
    }

    /// Lets a file of an earlier promptd give space back, if it is small: it has to be made anew for that.
    ///
    /// A large one stays; what is freed in it is used again.
    static func makeShrinkable(_ database: Database) throws {
        guard try Int.fetchOne(database, sql: "PRAGMA auto_vacuum") == 0,
            try Int.fetchOne(database, sql: "PRAGMA page_count").map({ $0 <= Self.smallFile }) == true
        else { return }
        try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
        try database.execute(sql: "VACUUM")
    }
}
