/// The drop that a repeat is one of: what its owner and programs are told of it.
package struct EarlierDrop: Equatable, Sendable {
    package enum Standing: Equatable, Sendable {
        case underWay
        /// Its result is in that folder, below the outbox.
        case delivered(String)
        /// It has no result, and may have been charged.
        case perhapsCharged
    }

    /// Its path below the inbox, without its suffix.
    package let name: String
    package let id: PromptID?
    package let job: JobID
    package let request: RequestID?
    package let standing: Standing

    package init(_ job: Job) {
        self.name = job.source.description
        self.id = job.origin?.promptID
        self.job = job.id
        self.request = job.state.requestID
        self.standing =
            switch job.state {
            case .published(let delivery): .delivered(delivery.folder)
            case .completed(let completion): .delivered(completion.folder)
            case .failed, .unconfirmed, .cancelled: .perhapsCharged
            case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .divided: .underWay
            }
    }

    /// What the content of a record tells of a drop that was or may have been charged; `nil` if it tells of none.
    ///
    /// A journal that was lost, or is an older copy, does not know of it.
    package init?(paidAs id: PromptID, in record: [UInt8]) {
        let found: JSONValue
        do { found = try JSONValue.parse(record) } catch { return nil }
        guard found["id"]?.stringValue == id.rawValue, let name = found["name"]?.stringValue,
            let job = found["job_id"]?.stringValue.flatMap({ JobID($0) })
        else { return nil }
        let folder = found["folder"]?.stringValue
        let isDelivered = found["outcome"]?.stringValue == EndRecord.Outcome.delivered.rawValue
        guard isDelivered || found["may_have_been_charged"] == .bool(true) else { return nil }
        self.name = name
        self.id = id
        self.job = job
        self.request = found["request_id"]?.stringValue.flatMap { RequestID($0) }
        self.standing = isDelivered ? .delivered(folder ?? name) : .perhapsCharged
    }

    var folder: String? { if case .delivered(let folder) = self.standing { folder } else { nil } }
}
