/// A name in the inbox, the outbox or a job's folder; the first number is the prompt's, or the job's.
enum DiskName: Hashable, Sendable {
    // The inbox.
    case prompt(Int), working(Int), cancel(Int), picture(Int)
    case failed(Int, Int), error(Int, Int), cancelled(Int, Int)
    // What a file with many prompts becomes: a folder by job, then by prompt and number.
    case staged(Int), children(Int, Int)
    /// What is kept under a key.
    case keyRecord(Int)
    // The outbox: a job's staging by prompt and job, a result by prompt and number.
    case staging(Int, Int), result(Int, Int)
    /// A file with many prompts beside their results, by job.
    case kept(Int)
    // A job's folder.
    case submitted, request, copy, sidecar, part(Int), image(Int), input
}
