import GRDB

extension Journal {
    /// The schema, as the steps by which it grew.
    ///
    /// A released step is never changed, and knows nothing but SQL: what the types of the program are called or hold
    /// today is not what they were called or held then. This file therefore imports none of them. Each step leaves a
    /// journal among the tests' fixtures, as the program of that time has written it.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: jobs") { try $0.execute(sql: Self.jobs) }
        migrator.registerMigration("2: charges") { try $0.execute(sql: Self.charges) }
        migrator.registerMigration("3: states") { try $0.execute(sql: Self.states) }
        return migrator
    }

    private static let jobs = """
        CREATE TABLE job (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            source BLOB NOT NULL CHECK (length(source) > 0),
            state TEXT NOT NULL CHECK (state IN ('claiming', 'claimed', 'submitting', 'queued', 'running', 'collecting',
                'publishing', 'published', 'failed', 'unconfirmed', 'cancelled')),
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

    private static let charges = """
        -- What the job has cost or may have cost; all empty if it is certain that nothing was charged.
        ALTER TABLE job ADD COLUMN charged_at REAL;
        ALTER TABLE job ADD COLUMN charged_images INTEGER CHECK (charged_images > 0);
        -- Millionths of a US dollar; empty if no price was known.
        ALTER TABLE job ADD COLUMN charged_micros INTEGER CHECK (charged_micros >= 0);
        CREATE INDEX job_charged_at ON job (charged_at) WHERE charged_at IS NOT NULL;
        -- What was spent before counts for its day as well. Times in the details are in seconds since 2001.
        UPDATE job SET
            charged_at = json_extract(detail, '$.times.submitted') + 978307200.0,
            charged_images = json_extract(detail, '$.request.imageCount'),
            charged_micros = CAST(round(1000000 * coalesce(
                json_extract(detail, '$.state.collecting._0.cost'),
                json_extract(detail, '$.state.publishing._0.cost'),
                json_extract(detail, '$.state.published._0.output.cost'),
                json_extract(detail, '$.request.estimate'))) AS INTEGER)
        WHERE json_extract(detail, '$.times.submitted') IS NOT NULL
            AND json_extract(detail, '$.request.imageCount') IS NOT NULL
            AND state NOT IN ('claiming', 'claimed', 'cancelled')
            AND (state <> 'failed' OR json_extract(detail, '$.state.failed._0.mayHaveBeenCharged'));
        """

    private static let states = """
        -- Every state there is. A later step adds one with a row, where a CHECK would have the table made anew.
        CREATE TABLE job_state (
            name TEXT NOT NULL PRIMARY KEY,
            -- A job in it has a request id.
            is_paid INTEGER NOT NULL CHECK (is_paid IN (0, 1)),
            -- A job in it may be settled.
            is_end INTEGER NOT NULL CHECK (is_end IN (0, 1))
        ) WITHOUT ROWID;
        INSERT INTO job_state (name, is_paid, is_end) VALUES
            ('claiming', 0, 0), ('claimed', 0, 0), ('submitting', 0, 0), ('queued', 1, 0), ('running', 1, 0),
            ('collecting', 1, 0), ('publishing', 1, 0), ('published', 1, 1), ('failed', 0, 1), ('unconfirmed', 0, 1),
            ('cancelled', 0, 1);
        CREATE TABLE new_job (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            source BLOB NOT NULL CHECK (length(source) > 0),
            state TEXT NOT NULL REFERENCES job_state (name),
            settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
            request_id TEXT UNIQUE,
            -- The whole job as JSON; the columns beside it are what SQLite is to watch over.
            detail TEXT NOT NULL CHECK (json_valid(detail)),
            -- What the job has cost or may have cost; all empty if it is certain that nothing was charged.
            charged_at REAL,
            charged_images INTEGER CHECK (charged_images > 0),
            -- Millionths of a US dollar; empty if no price was known.
            charged_micros INTEGER CHECK (charged_micros >= 0)
        );
        INSERT INTO new_job
            SELECT id, source, state, settled, request_id, detail, charged_at, charged_images, charged_micros FROM job;
        DROP TABLE job;
        ALTER TABLE new_job RENAME TO job;
        -- One name, one job at a time.
        CREATE UNIQUE INDEX job_unsettled_source ON job (source) WHERE settled = 0;
        CREATE INDEX job_charged_at ON job (charged_at) WHERE charged_at IS NOT NULL;
        CREATE TRIGGER job_inserted BEFORE INSERT ON job WHEN EXISTS (
            SELECT 1 FROM job_state WHERE name = NEW.state
                AND (is_paid > (NEW.request_id IS NOT NULL) OR NEW.settled > is_end)
        ) BEGIN
            SELECT RAISE(ABORT, 'paid without a request id, or settled before its end');
        END;
        CREATE TRIGGER job_updated BEFORE UPDATE OF state, settled, request_id ON job WHEN EXISTS (
            SELECT 1 FROM job_state WHERE name = NEW.state
                AND (is_paid > (NEW.request_id IS NOT NULL) OR NEW.settled > is_end)
        ) BEGIN
            SELECT RAISE(ABORT, 'paid without a request id, or settled before its end');
        END;
        """
}
