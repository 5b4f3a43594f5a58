import GRDB
import PromptCore

extension Journal {
    /// The schema, as the steps by which it grew.
    ///
    /// A released step is never changed.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: jobs") { database in
            let states = JobState.Name.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            try database.execute(
                sql: """
                    CREATE TABLE job (
                        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                        source BLOB NOT NULL CHECK (length(source) > 0),
                        state TEXT NOT NULL CHECK (state IN (\(states))),
                        settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
                        request_id TEXT UNIQUE,
                        -- The whole job as JSON; the columns beside it are what SQLite is to watch over.
                        detail TEXT NOT NULL CHECK (json_valid(detail)),
                        -- Paid is what has a request id.
                        CHECK (request_id IS NOT NULL
                            OR state NOT IN ('queued', 'running', 'collecting', 'publishing', 'published')),
                        CHECK (settled = 0 OR state IN ('published', 'failed', 'unconfirmed', 'cancelled'))
                    );
                    -- One name, one job at a time.
                    CREATE UNIQUE INDEX job_unsettled_source ON job (source) WHERE settled = 0;
                    CREATE TABLE prompt (
                        job_id TEXT NOT NULL PRIMARY KEY REFERENCES job (id) ON DELETE CASCADE,
                        -- Byte for byte as it was claimed.
                        content BLOB NOT NULL CHECK (length(content) <= 1048576)
                    );
                    """
            )
        }
        migrator.registerMigration("2: charges") { database in
            try database.execute(
                sql: """
                    -- What the job has cost or may have cost; all empty if it is certain that nothing was charged.
                    ALTER TABLE job ADD COLUMN charged_at REAL;
                    ALTER TABLE job ADD COLUMN charged_images INTEGER CHECK (charged_images > 0);
                    -- Millionths of a US dollar; empty if no price was known.
                    ALTER TABLE job ADD COLUMN charged_micros INTEGER CHECK (charged_micros >= 0);
                    CREATE INDEX job_charged_at ON job (charged_at) WHERE charged_at IS NOT NULL;
                    """
            )
            // What was spent before counts for its day as well.
            for detail in try String.fetchAll(database, sql: "SELECT detail FROM job") {
                try Row(Row.job(detail)).update(database)
            }
        }
        return migrator
    }
}
