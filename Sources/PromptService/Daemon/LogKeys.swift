/// The keys of log metadata, in one place so that a search for one finds all.
enum LogKeys {
    static let job = "job.id"
    static let name = "job.name"
    static let state = "job.state"
    static let folder = "job.folder"
    static let requestID = "request.id"
    static let errorCode = "error.code"
    static let error = "error"
    static let hold = "hold.reason"
}
