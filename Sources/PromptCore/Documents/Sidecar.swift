package import FoundationEssentials

/// `metadata.json`: what a finished folder says of itself (contract §3; `examples/metadata.schema.json` is its schema).
package struct Sidecar: Equatable, Sendable {
    package static let fileName = "metadata.json"
    /// Raised when a member changes its meaning; new members do not raise it.
    package static let version = 1

    private static let partial = "partial"

    private let content: JSONValue

    /// Describes a job whose files are all in staging.
    ///
    /// The job is in state `publishing`, and `now` is the time of publication; `inputs` are the copies in the folder.
    package init(
        _ job: Job,
        _ output: JobState.Output,
        inputs: [InputFile] = [],
        at now: Date,
        daemon: DaemonIdentity
    ) {
        let request = job.request
        var members: [JSONValue.Member] = [
            .init("schema_version", .integer(Self.version)),
            .init("status", .string(output.missing.isEmpty ? "complete" : Self.partial)),
            .init("name", .string(job.source.description)),
            .init("id", .text(job.origin?.promptID?.rawValue)),
            .init("dropped_by", .text(job.origin?.droppedBy)),
            .init("job_id", .string(job.id.rawValue)),
            .init("request_id", .string(output.paid.requestID.rawValue)),
            .init("model", .text(request?.model.rawValue)),
            .init("request", request.map { .stored($0.input) } ?? .null),
            .init("seed", request?.seed.map { .integer($0) } ?? .null),
            .init("files", .array(output.collected.map(Self.file))),
            .init("missing", .array(output.missing.map { .string("\($0.number): \($0.why)") })),
            .init("cost", Self.cost(estimate: request?.estimate, actual: output.cost)),
            .init(
                "times",
                .object([
                    .init("dropped", .time(job.times.dropped)), .init("claimed", .time(job.times.claimed)),
                    .init("submitted", .time(job.times.submitted)), .init("started", .time(job.times.started)),
                    .init("finished", .time(job.times.finished)), .init("published", .time(now)),
                ])
            ),
            .init("labels", request?.labels.map { .stored($0) } ?? .object([])),
            .init("warnings", .array(Self.warnings(job, output).map { .string($0) })),
            .init("promptd", daemon.json),
        ]
        // What came before it, and what comes after.
        members.insert(contentsOf: Self.chain(job), at: 5)
        if !inputs.isEmpty, let place = members.firstIndex(where: { $0.name == "files" }) {
            let sent = inputs.map { file in Self.input(file, request?.files?.first { $0.isOf(file) }) }
            members.insert(.init("inputs", .array(sent)), at: place)
        }
        self.content = .object(members)
    }

    private static func chain(_ job: Job) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if let step = job.origin?.step {
            let parent: [JSONValue.Member] = [
                .init("job_id", .string(step.job.rawValue)), .init("name", .string(step.name)),
                .init("folder", .string(step.folder)), .init("step", .integer(step.number)),
            ]
            members.append(.init("parent", .object(parent)))
        }
        if let next = NextStep.path(of: job) { members.append(.init("next", .string(next.description))) }
        return members
    }

    /// What was to be paid, and what was: US dollars, or `null` where nobody has said.
    static func cost(estimate: USD?, actual: USD?) -> JSONValue {
        .object([
            .init("currency", .string("USD")), .init("estimate", .amount(estimate)), .init("actual", .amount(actual)),
        ])
    }

    /// The file's bytes.
    package func bytes() -> [UInt8] { self.content.pretty() }

    /// Whether the content of a sidecar or of an explanation is the given job's.
    package static func belongs(_ bytes: [UInt8], to job: JobID) -> Bool { Self.job(in: bytes) == job }

    /// Whether the content of a sidecar says that files are missing, which may come yet.
    package static func isPartial(_ bytes: [UInt8]) -> Bool {
        Self.read(bytes)?["status"]?.stringValue == Self.partial
    }

    /// The names of the files that the content of a sidecar lists.
    package static func files(in bytes: [UInt8]) -> Set<String> {
        guard case .array(let files) = Self.read(bytes)?["files"] else { return [] }
        return Set(files.compactMap { $0["file"]?.stringValue })
    }

    /// The request that the content of a sidecar is about; `nil` if it is none of promptd's.
    package static func requestID(in bytes: [UInt8]) -> RequestID? {
        Self.read(bytes)?["request_id"]?.stringValue.flatMap { RequestID($0) }
    }

    /// When the folder that the content of a sidecar is about appeared; `nil` if it does not say.
    package static func published(in bytes: [UInt8]) -> Date? {
        Self.read(bytes)?["times"]?["published"]?.stringValue.flatMap { NotBefore.date(from: $0) }
    }

    /// The job that the content of a sidecar or of an explanation is about; `nil` if it is none of promptd's.
    package static func job(in bytes: [UInt8]) -> JobID? {
        Self.read(bytes)?["job_id"]?.stringValue.flatMap { JobID($0) }
    }

    /// The prompt that the content of a sidecar is about, by its path below the inbox; `nil` if it does not say.
    package static func name(in bytes: [UInt8]) -> String? { Self.read(bytes)?["name"]?.stringValue }

    private static func read(_ bytes: [UInt8]) -> JSONValue? {
        do {
            return try JSONValue.parse(bytes)
        } catch {
            return nil
        }
    }

    private static func warnings(_ job: Job, _ output: JobState.Output) -> [String] {
        let late = "it was to be cancelled, but had begun by then: it is charged, and so delivered"
        return (job.request?.warnings ?? []) + output.warnings + (job.wasCancelLate == true ? [late] : [])
    }

    private static func file(_ link: OutputLink, _ file: CollectedFile) -> JSONValue {
        .object([
            .init("file", .string(file.name)),
            .init("bytes", .integer(file.bytes)),
            .init("sha256", .string(file.sha256)),
            .init("media_type", .string(file.mediaType)),
            .init("width", file.width.map { .integer($0) } ?? .null),
            .init("height", file.height.map { .integer($0) } ?? .null),
            .init("seconds", file.seconds.map { .seconds($0) } ?? .null),
            .init("source_url", .string(OutputLink.unsigned(link.url))),
        ])
    }

    private static func input(_ file: InputFile, _ sent: SentFile?) -> JSONValue {
        .object([
            .init("file", .string(file.place)),
            .init("member", .string(file.member)),
            .init("position", file.position.map { .integer($0) } ?? .null),
            .init("path", .string(file.path.description)),
            .init("bytes", .integer(file.bytes)),
            .init("sha256", .string(file.sha256)),
            .init("media_type", .string(file.mediaType)),
            .init("width", file.width.map { .integer($0) } ?? .null),
            .init("height", file.height.map { .integer($0) } ?? .null),
            .init("sent", .string(SentInput.How(sent).rawValue)),
            .init("source_url", .text(sent?.address.map(OutputLink.unsigned))),
        ])
    }
}
