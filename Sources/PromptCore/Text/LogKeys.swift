/// The keys of the log's metadata, in one place so that a search for one finds all.
package enum LogKeys {
    package static let job = "job.id"
    package static let name = "job.name"
    package static let state = "job.state"
    package static let folder = "job.folder"
    package static let requestID = "request.id"
    package static let errorCode = "error.code"
    /// What went wrong, in words.
    package static let error = "error"
    package static let hold = "hold.reason"
    package static let file = "file"
    package static let fileNumber = "file.number"
    package static let inbox = "inbox"
    package static let reason = "reason"
    package static let version = "version"
    package static let model = "model"
    package static let caps = "caps"
    package static let count = "count"
    /// A state by the API's own name.
    package static let apiState = "state"
    package static let httpStatus = "http.status"
}
