package import FoundationEssentials

/// How a drop has ended, for programs (contract §3.1; `examples/end.schema.json` is its schema).
package struct EndRecord: Equatable, Sendable {
    /// Raised when a member changes its meaning; new members do not raise it.
    package static let version = 1

    /// The raw values are those of the member `outcome`.
    package enum Outcome: String, CaseIterable, Sendable {
        /// Its result lies in the outbox.
        case delivered = "delivered"
        /// It needs a person: `error` says why.
        case failed = "failed"
        /// It may have been charged, and nobody knows: `error` says how to look it up.
        case unconfirmed = "unconfirmed"
        /// It was cancelled before it was charged.
        case cancelled = "cancelled"
        /// The same has been dropped before: `job_id` and `folder` are of that drop, and nothing was sent.
        case `repeat` = "repeat"
        /// It lies there and is no prompt that promptd can take: `error` says why.
        case notTaken = "not_taken"
    }

    private let content: JSONValue

    private init(
        _ outcome: Outcome,
        name: PromptPath,
        origin: JobOrigin?,
        job: JobID?,
        request: RequestID? = nil,
        folder: String? = nil,
        error: JSONValue? = nil,
        mayHaveBeenCharged: Bool = false,
        cost: JSONValue,
        dropped: Date?,
        ended: Date,
        daemon: DaemonIdentity
    ) {
        var members: [JSONValue.Member] = [
            .init("schema_version", .integer(Self.version)), .init("name", .string(name.description)),
        ]
        members += (origin ?? JobOrigin()).members
        members += [
            .init("outcome", .string(outcome.rawValue)), .init("folder", .text(folder)),
            .init("error", error ?? .null), .init("job_id", .text(job?.rawValue)),
            .init("request_id", .text(request?.rawValue)), .init("may_have_been_charged", .bool(mayHaveBeenCharged)),
            .init("cost", cost), .init("dropped", .time(dropped)), .init("ended", .time(ended)),
            .init("dropped_by", .text(origin?.droppedBy)), .init("promptd", daemon.json),
        ]
        self.content = .object(members)
    }

    /// The end of `job`; `nil` while it has none.
    ///
    /// `file` is the name that a failed prompt has got, where that is not the usual one.
    package init?(_ job: Job, file: FileName? = nil, at now: Date, daemon: DaemonIdentity) {
        var (folder, failure, actual): (String?, Failure?, USD?) = (nil, nil, nil)
        let outcome: Outcome
        switch job.state {
        case .published(let delivery): (outcome, folder, actual) = (.delivered, delivery.folder, delivery.output.cost)
        case .failed(let found): (outcome, failure) = (.failed, found)
        case .unconfirmed(let found): (outcome, failure) = (.unconfirmed, found)
        case .cancelled: outcome = .cancelled
        case .completed(let completion):
            (folder, actual, failure) = (completion.folder, completion.cost, job.incompleteness(retry: file))
            outcome = Outcome(completion.ends)
        case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .divided: return nil
        }
        self.init(
            outcome,
            name: job.source,
            origin: job.origin,
            job: job.id,
            request: job.state.requestID,
            folder: folder,
            error: failure.map {
                Explanation.error(
                    $0,
                    file: file ?? job.source.fileName(.failed),
                    dropSuffix: job.origin?.dropSuffix
                )
            },
            mayHaveBeenCharged: failure?.mayHaveBeenCharged ?? (job.charge != nil || job.isDelivered),
            cost: Sidecar.cost(estimate: job.request?.estimate, actual: actual),
            dropped: job.times.dropped,
            ended: now,
            daemon: daemon
        )
    }

    /// A drop that is held because `earlier` was made, is being made, or may have been charged already.
    package init(
        repeatOf earlier: EarlierDrop,
        name: PromptPath,
        origin: JobOrigin,
        dropped: Date,
        at now: Date,
        daemon: DaemonIdentity
    ) {
        self.init(
            .repeat,
            name: name,
            origin: origin,
            job: earlier.job,
            request: earlier.request,
            folder: earlier.folder,
            cost: Sidecar.cost(estimate: nil, actual: nil),
            dropped: dropped,
            ended: now,
            daemon: daemon
        )
    }

    /// A prompt that its owner has cancelled before promptd had taken it.
    package init(cancelled name: PromptPath, origin: JobOrigin, at now: Date, daemon: DaemonIdentity) {
        self.init(
            .cancelled,
            name: name,
            origin: origin,
            job: nil,
            cost: Sidecar.cost(estimate: nil, actual: nil),
            dropped: nil,
            ended: now,
            daemon: daemon
        )
    }

    /// A file that lies where a prompt of that name should, and cannot be taken; `why` says why, for its owner.
    ///
    /// `origin` is what could be read of it.
    package init(notTaken name: PromptPath, why: String, origin: JobOrigin, at now: Date, daemon: DaemonIdentity) {
        let error = JSONValue.object([
            .init("message", .string(why)),
            .init("hint", .string("put that right: it is taken by itself then")),
            .init("code", .string(Outcome.notTaken.rawValue)),
            .init("retryable", .bool(false)),
        ])
        self.init(
            .notTaken,
            name: name,
            origin: origin,
            job: nil,
            error: error,
            cost: Sidecar.cost(estimate: nil, actual: nil),
            dropped: nil,
            ended: now,
            daemon: daemon
        )
    }

    /// Whether the drop was or may have been charged.
    package var mayHaveBeenCharged: Bool { self.content["may_have_been_charged"] == .bool(true) }

    /// The job that the drop became, or is a repeat of.
    package var job: JobID? { self.content["job_id"]?.stringValue.flatMap { JobID($0) } }

    /// The file's bytes.
    package func bytes() -> [UInt8] { self.content.pretty() }

    /// When the content of a record says that the drop has ended; `nil` if it is no record.
    package static func ended(in bytes: [UInt8]) -> Date? {
        do {
            return try JSONValue.parse(bytes)["ended"]?.stringValue.flatMap { NotBefore.date(from: $0) }
        } catch {
            return nil
        }
    }

    /// Whether the content of a record tells of a file that was not taken.
    package static func isOfNotTaken(_ bytes: [UInt8]) -> Bool {
        do {
            return try JSONValue.parse(bytes)["outcome"]?.stringValue == Outcome.notTaken.rawValue
        } catch {
            return false
        }
    }

    /// Whether the content of a record tells of the same end as this one, whenever it was written.
    package func isSameEnd(as bytes: [UInt8]) -> Bool {
        let found: JSONValue
        do { found = try JSONValue.parse(bytes) } catch { return false }
        return ["name", "outcome", "job_id", "folder"].allSatisfy { found[$0] == self.content[$0] }
    }
}
