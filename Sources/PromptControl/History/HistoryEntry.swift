package import FoundationEssentials
package import PromptCore

/// One job, as lists show it.
///
///     {"job_id": "…", "name": "campaign/hero", "state": "published", "model": "…", "images_asked": 3,
///      "images_delivered": 3, "cost": {"currency": "USD", "charged": 0.09, "charged_images": 3, …}, "time": "…",
///      "times": {"dropped": "…", …}, "request_id": "…", "id": "order-4711", "dropped_by": "anna", "labels": {…},
///      "folder": "campaign/hero"}
///
/// and of one that has failed `"error": {"code": "…", "message": "…", "may_have_been_charged": …}`.
package struct HistoryEntry: Codable, Sendable, Equatable {
    /// Why it has ended without a result.
    package struct Trouble: Codable, Sendable, Equatable {
        package var code: Failure.Code
        package var message: String
        package var mayHaveBeenCharged: Bool

        enum CodingKeys: String, CodingKey {
            case code = "code"
            case message = "message"
            case mayHaveBeenCharged = "may_have_been_charged"
        }
    }

    package var job: JobID
    /// The prompt's path below the inbox, without its suffix.
    package var name: String
    package var state: JobState.Name
    package var model: String?
    package var imagesAsked: Int?
    /// Files that lie in the outbox.
    package var imagesDelivered: Int
    package var cost: HistoryCost
    /// When it counts for its day: when it was sent if it was or may have been charged, else when it was claimed.
    package var time: Date
    package var times: HistoryTimes
    package var requestID: RequestID?
    /// The prompt's own `promptd.id`.
    package var promptID: PromptID?
    /// The user whose file the prompt was, where the system tells.
    package var droppedBy: String?
    package var error: Trouble?
    /// As the prompt had them.
    package var labels: JSONValue?
    /// Where the result lies, below the outbox; the first of several.
    package var folder: String?

    enum CodingKeys: String, CodingKey {
        case job = "job_id"
        case name = "name"
        case state = "state"
        case model = "model"
        case imagesAsked = "images_asked"
        case imagesDelivered = "images_delivered"
        case cost = "cost"
        case time = "time"
        case times = "times"
        case requestID = "request_id"
        case promptID = "id"
        case droppedBy = "dropped_by"
        case error = "error"
        case labels = "labels"
        case folder = "folder"
    }

    package init(_ job: Job) {
        let files = HistoryFile.delivered(job)
        self.job = job.id
        self.name = job.source.description
        self.state = job.state.name
        self.model = job.request?.model.rawValue
        self.imagesAsked = job.request?.imageCount
        self.imagesDelivered = files.count
        self.cost = HistoryCost(job)
        self.time = job.historyTime
        self.times = HistoryTimes(job)
        self.requestID = job.state.requestID
        self.promptID = job.origin?.promptID
        self.droppedBy = job.origin?.droppedBy
        self.error = job.state.failure.map {
            Trouble(code: $0.code, message: $0.message, mayHaveBeenCharged: $0.mayHaveBeenCharged)
        }
        self.labels = job.labelsJSON
        self.folder = files.first?.folder
    }
}
