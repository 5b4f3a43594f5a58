/// How the journal spells what it stores of a job.
///
/// These are the names on the disks of people: types, cases and properties may be called anew at any time, what stands
/// in quotes here, and the raw values of the enumerations below a job, may not. A row of every state lies among the
/// journal's tests and has to come back byte for byte.

extension Job {
    enum CodingKeys: String, CodingKey {
        case id = "id"
        case source = "source"
        case origin = "origin"
        case state = "state"
        case times = "times"
        case request = "request"
        case inputs = "inputs"
        case isCancelRequested = "isCancelWanted"
        case isCancelSent = "isCancelSent"
        case wasCancelLate = "wasCancelLate"
        case isSettled = "isSettled"
    }
}

extension JobOrigin {
    enum CodingKeys: String, CodingKey {
        case promptID = "promptID"
        case labels = "labels"
        case droppedBy = "droppedBy"
        case defaults = "defaults"
        case batch = "batch"
        case step = "step"
        case hasNext = "hasNext"
    }
}

extension EarlierStep {
    enum CodingKeys: String, CodingKey {
        case job = "job"
        case name = "name"
        case folder = "folder"
        case number = "number"
    }
}

extension JobTimes {
    enum CodingKeys: String, CodingKey {
        case dropped = "dropped"
        case changed = "changed"
        case claimed = "claimed"
        case submitted = "submitted"
        case started = "started"
        case finished = "finished"
        case published = "published"
    }
}

extension JobRequest {
    enum CodingKeys: String, CodingKey {
        case model = "model"
        case isModelFromPrompt = "isModelFromPrompt"
        case input = "input"
        case files = "files"
        case givenMembers = "givenMembers"
        case imageCount = "imageCount"
        case width = "width"
        case height = "height"
        case seed = "seed"
        case labels = "labels"
        case estimate = "estimate"
        case warnings = "warnings"
        case billedSeconds = "billedSeconds"
    }
}

extension SentFile {
    enum CodingKeys: String, CodingKey {
        case member = "member"
        case position = "position"
        case name = "name"
        case sha256 = "sha256"
        case bytes = "bytes"
        case mediaType = "mediaType"
        case address = "address"
    }
}

extension InputFile {
    enum CodingKeys: String, CodingKey {
        case member = "member"
        case position = "position"
        case written = "written"
        case name = "name"
        case path = "path"
        case sha256 = "sha256"
        case bytes = "bytes"
        case mediaType = "mediaType"
        case width = "width"
        case height = "height"
        case isOwn = "isOwn"
        case inode = "inode"
        case modified = "modified"
    }
}

// A case with a value is stored as an object of one member, whose value has its parts as `_0` and so on:
// `{"queued": {"_0": {"requestID": "…"}}}`.
extension JobState {
    enum CodingKeys: String, CodingKey {
        case claiming = "claiming"
        case claimed = "claimed"
        case submitting = "submitting"
        case queued = "queued"
        case running = "running"
        case collecting = "collecting"
        case publishing = "publishing"
        case published = "published"
        case failed = "failed"
        case unconfirmed = "unconfirmed"
        case cancelled = "cancelled"
        case divided = "divided"
        case completed = "completed"
    }
}

extension JobState.Division {
    enum CodingKeys: String, CodingKey {
        case children = "children"
        case count = "count"
    }
}

extension JobState.Completion {
    enum CodingKeys: String, CodingKey {
        case division = "division"
        case folder = "folder"
        case ends = "ends"
        case cost = "cost"
    }
}

extension BatchEnds {
    enum CodingKeys: String, CodingKey {
        case delivered = "delivered"
        case failed = "failed"
        case unconfirmed = "unconfirmed"
        case cancelled = "cancelled"
        case repeated = "repeated"
    }
}

extension JobState.Paid {
    enum CodingKeys: String, CodingKey {
        case requestID = "requestID"
    }
}

extension JobState.Output {
    enum CodingKeys: String, CodingKey {
        case paid = "paid"
        case files = "files"
        case cost = "cost"
        case warnings = "warnings"
        case triedSeconds = "triedSeconds"
    }
}

extension JobState.OutputFile {
    enum CodingKeys: String, CodingKey {
        case link = "link"
        case progress = "progress"
    }
}

extension JobState.OutputFile.Progress {
    enum CodingKeys: String, CodingKey {
        case wanted = "wanted"
        case collected = "collected"
        case delivered = "delivered"
        case lost = "lost"
    }
}

extension JobState.Delivery {
    enum CodingKeys: String, CodingKey {
        case output = "output"
        case folder = "folder"
    }
}

extension CollectedFile {
    enum CodingKeys: String, CodingKey {
        case name = "name"
        case bytes = "bytes"
        case sha256 = "sha256"
        case mediaType = "mediaType"
        case width = "width"
        case height = "height"
        case seconds = "seconds"
    }
}

extension OutputLink {
    enum CodingKeys: String, CodingKey {
        case kind = "kind"
        case url = "url"
    }
}

extension Failure {
    enum CodingKeys: String, CodingKey {
        case code = "code"
        case message = "message"
        case hint = "hint"
        case retryable = "retryable"
        case requestID = "requestID"
        case mayHaveBeenCharged = "mayHaveBeenCharged"
        case submitted = "submitted"
        case problems = "problems"
        case suggestion = "suggestion"
    }
}

extension Rejection.Problem {
    enum CodingKeys: String, CodingKey {
        case code = "code"
        case member = "member"
        case message = "message"
        case hint = "hint"
    }
}
