/// A name in the inbox, the outbox or a job's folder; the first number is the prompt's, or the job's.
enum DiskName: Hashable, Sendable {
    // The inbox.
    case prompt(Int), working(Int), cancel(Int)
    case failed(Int, Int), error(Int, Int), cancelled(Int, Int)
    // The outbox: a job's staging by prompt and job, a result by prompt and number.
    case staging(Int, Int), result(Int, Int)
    // A job's folder.
    case submitted, request, copy, sidecar, part(Int), image(Int)
}
