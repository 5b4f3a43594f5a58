/// What is asked at every start, or for every prompt: the tests see to it that none of it reads the whole table.
enum Statements {
    /// The rows are few, and the index holds no others; SQLite would rather go through all by their ids.
    static let unsettled = "SELECT * FROM job INDEXED BY job_unsettled_source WHERE settled = 0 ORDER BY id"
    static let unsettledHolding = """
        SELECT job.* FROM job INDEXED BY job_unsettled_source JOIN prompt ON prompt.job_id = job.id
            WHERE settled = 0 AND prompt.content = ? ORDER BY id
        """
    /// The columns that an index holds and that may change.
    static let indexed = """
        SELECT settled, request_id, charged_at, charged_images, charged_micros, adoptable FROM job WHERE id = ?
        """
    static let lastSettled = "SELECT detail FROM job INDEXED BY job_settled WHERE settled = 1 ORDER BY id DESC LIMIT ?"
    static let job = "SELECT * FROM job WHERE id = ?"
    static let lastJob = "SELECT * FROM job WHERE source = ? ORDER BY id DESC LIMIT 1"
    static let lastJobOfKey = """
        SELECT * FROM job INDEXED BY job_prompt_id WHERE prompt_id = ? ORDER BY id DESC LIMIT 1
        """
    /// The last job of a program's key that is under way, was delivered, or was or may have been charged; but none under way
    /// of that very name, which is the name's trouble.
    static let paidAs = """
        SELECT detail FROM job INDEXED BY job_prompt_id WHERE prompt_id = ?
            AND (settled = 0 OR state IN ('published', 'completed') OR charged_at IS NOT NULL OR adoptable = 1)
            AND NOT (settled = 0 AND source = ?)
            ORDER BY id DESC LIMIT 1
        """
    static let earlierJobs = "SELECT count(*) FROM job WHERE source = ? AND id < ?"
    /// The last of so many rows that are older than one.
    static let stepEnd = "SELECT id FROM job WHERE id < ? ORDER BY id DESC LIMIT 1 OFFSET ?"
    static let lastCharged = """
        SELECT * FROM job INDEXED BY job_charged WHERE charged_at IS NOT NULL ORDER BY charged_at DESC, id DESC LIMIT ?
        """
    static let knows = """
        SELECT EXISTS (SELECT 1 FROM job WHERE source = ?) OR EXISTS (SELECT 1 FROM delivered WHERE source = ?)
            OR EXISTS (SELECT 1 FROM repeat_hold WHERE source = ?)
        """
    static let prompt = "SELECT content FROM prompt WHERE job_id = ?"
    static let isSettled = "SELECT settled FROM job WHERE id = ?"
    static let lastDelivered = """
        SELECT job.* FROM delivered JOIN job ON job.id = delivered.job_id WHERE delivered.source = ?
        """
    /// Settled jobs of before a time, but none that was charged or delivered since then, or is needed for the caps.
    static let aged = """
        SELECT id FROM job WHERE settled = 1 AND id < :id AND (charged_at IS NULL OR charged_at < :charged)
            AND NOT EXISTS (SELECT 1 FROM delivered WHERE job_id = job.id AND published_at >= :before)
            ORDER BY id LIMIT :most
        """
    /// Settled jobs, but none that is needed for the caps or may be adopted.
    static let oldest = """
        SELECT id FROM job INDEXED BY job_settled
            WHERE settled = 1 AND adoptable = 0 AND (charged_at IS NULL OR charged_at < :charged)
            ORDER BY id LIMIT :most
        """
    static let untold = "SELECT id, ended_at FROM untold WHERE ended_at < ? ORDER BY id LIMIT ?"
    /// Bytes that the ends to be told take, rather too many than too few: rows do not fill their pages.
    static let untoldBytes = "SELECT coalesce(sum(2 * length(CAST(detail AS BLOB))), 0) FROM untold"
    static let untoldDetail = "SELECT detail FROM untold WHERE id = ?"
}
