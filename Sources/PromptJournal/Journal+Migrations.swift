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
        migrator.registerMigration("4: age") { try $0.execute(sql: Self.age) }
        migrator.registerMigration("5: untold ends") { try $0.execute(sql: Self.untold) }
        migrator.registerMigration("6: ids") { try $0.execute(sql: Self.ids) }
        migrator.registerMigration("7: batches") { try $0.execute(sql: Self.batches) }
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

    private static let age = """
        -- Ended without a result and perhaps charged: a person may yet name its request.
        ALTER TABLE job ADD COLUMN adoptable INTEGER NOT NULL DEFAULT 0 CHECK (adoptable IN (0, 1));
        UPDATE job SET adoptable = 1 WHERE state = 'unconfirmed'
            OR (state = 'failed' AND json_extract(detail, '$.state.failed._0.mayHaveBeenCharged'));
        -- The last job of each name that was delivered, whatever has failed since.
        CREATE TABLE delivered (
            source BLOB NOT NULL PRIMARY KEY CHECK (length(source) > 0),
            job_id TEXT NOT NULL UNIQUE REFERENCES job (id) ON DELETE CASCADE,
            -- Seconds since 1970.
            published_at REAL
        ) WITHOUT ROWID;
        -- Times in the details are in seconds since 2001.
        INSERT INTO delivered (source, job_id, published_at)
            SELECT source, id, published_at FROM (
                SELECT source, id, published_at,
                    row_number() OVER (PARTITION BY source ORDER BY published_at DESC, id DESC) AS place
                FROM (
                    SELECT source, id, json_extract(detail, '$.times.published') + 978307200.0 AS published_at
                    FROM job WHERE state = 'published'
                )
            ) WHERE place = 1;
        -- Prompts are kept for what is not settled, what may be adopted, and what was delivered last of its name.
        DELETE FROM prompt WHERE job_id NOT IN (
            SELECT id FROM job WHERE settled = 0 OR adoptable = 1 UNION ALL SELECT job_id FROM delivered
        );
        CREATE INDEX job_source ON job (source, id);
        -- These hold all that is asked of them: the rows are long.
        DROP INDEX job_charged_at;
        CREATE INDEX job_charged ON job (charged_at, id, charged_images, charged_micros)
            WHERE charged_at IS NOT NULL;
        CREATE INDEX job_settled ON job (id, charged_at, adoptable, settled) WHERE settled = 1;
        -- A prompt that is held, or about to be, as one that was delivered already: which file it is, so that its owner's
        -- renaming it back is told from another copy.
        CREATE TABLE repeat_hold (
            source BLOB NOT NULL PRIMARY KEY CHECK (length(source) > 0),
            inode INTEGER NOT NULL,
            -- Nanoseconds since 1970; empty if the file system does not tell.
            birth INTEGER,
            phase TEXT NOT NULL CHECK (phase IN ('holding', 'held'))
        ) WITHOUT ROWID;
        """

    private static let untold = """
        -- Ends that the administrator's hook is yet to be told of. Each carries all that there is to tell: the job itself
        -- may be adopted, or forgotten, before that.
        CREATE TABLE untold (
            id INTEGER PRIMARY KEY,
            -- Seconds since 1970.
            ended_at REAL NOT NULL,
            -- The whole job as JSON, as it was when it ended.
            detail TEXT NOT NULL CHECK (json_valid(detail))
        );
        """

    private static let ids = """
        -- The key that a program has given its prompt, under which it is charged once; empty if it has given none.
        ALTER TABLE job ADD COLUMN prompt_id TEXT;
        CREATE INDEX job_prompt_id ON job (prompt_id, id) WHERE prompt_id IS NOT NULL;
        """

    private static let batches = """
        -- A file with many prompts, which are jobs of their own: nothing is sent for it.
        INSERT INTO job_state (name, is_paid, is_end) VALUES ('divided', 0, 0), ('completed', 0, 1);
        """
}
