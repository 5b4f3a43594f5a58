package import FoundationEssentials

/// `x.error.json`: why a prompt has ended as `x.failed.json`, and what its owner can do (contract §3).
package enum Explanation {
    /// The file's bytes.
    ///
    /// `name` is the prompt's path below the inbox, `file` the name it ended under, for instance `sunset.failed.json`.
    package static func bytes(
        _ failure: Failure,
        name: PromptPath,
        origin: JobOrigin?,
        job: JobID?,
        file: FileName,
        at now: Date,
        daemon: DaemonIdentity
    ) -> [UInt8] {
        var members: [JSONValue.Member] = [
            .init("error", Self.error(failure)),
            .init("file", .string(file.description)),
            .init("name", .string(name.description)),
        ]
        members += (origin ?? JobOrigin()).members
        members.append(.init("job_id", .text(job?.rawValue)))
        if let requestID = failure.requestID { members.append(.init("request_id", .string(requestID.rawValue))) }
        members.append(.init("may_have_been_charged", .bool(failure.mayHaveBeenCharged)))
        if let submitted = failure.submitted { members.append(.init("submitted", .time(submitted))) }
        members.append(.init("time", .time(now)))
        members.append(.init("promptd", daemon.json))
        return JSONValue.object(members).pretty()
    }

    /// Its member `error`: what happened, and what to do.
    static func error(_ failure: Failure) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("code", .string(failure.code.rawValue)),
            .init("message", .string(failure.message)),
            .init("hint", .string(failure.hint)),
            .init("retryable", .bool(failure.retryable)),
        ]
        if !failure.problems.isEmpty {
            members.append(.init("problems", .array(failure.problems.map(Self.problem))))
        }
        return .object(members)
    }

    private static func problem(_ problem: Rejection.Problem) -> JSONValue {
        .object([
            .init("code", .string(problem.code.rawValue)),
            .init("member", .string(problem.member)),
            .init("message", .string(problem.message)),
            .init("hint", .string(problem.hint)),
        ])
    }
}
