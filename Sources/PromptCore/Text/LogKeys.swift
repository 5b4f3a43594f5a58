/// The keys of the log's metadata, in one place so that a search for one finds all.
package enum LogKeys {
    package static let job = "job"
    package static let name = "prompt"
    package static let state = "state"
    package static let folder = "folder"
    package static let requestID = "request"
    package static let errorCode = "error.code"
    /// What went wrong, in words.
    package static let error = "error"
    package static let hold = "hold.reason"
    package static let file = "file"
    package static let fileNumber = "file.number"
    package static let inbox = "inbox"
    package static let outbox = "outbox"
    package static let stateFolder = "state.folder"
    /// The API's address.
    package static let api = "api"
    package static let reason = "reason"
    package static let version = "version"
    package static let model = "model"
    package static let caps = "caps"
    package static let count = "count"
    package static let failures = "failures"
    package static let images = "images"
    /// US dollars.
    package static let cost = "cost"
    /// Seconds that something took.
    package static let seconds = "seconds"
    /// The id of a kind of message, see ``LogMessage``; the systemd journal has a field of its own for it.
    package static let messageID = "message.id"
    /// A state by the API's own name.
    package static let apiState = "api.state"
    /// What a command has asked for, and who has called it, by the kernel's word.
    package static let request = "control.request"
    package static let user = "control.uid"
    package static let process = "control.pid"
    package static let httpStatus = "http.status"
    /// Where something is served.
    package static let address = "address"
}
