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
            .init("error", Self.error(failure, file: file, dropSuffix: origin?.dropSuffix)),
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
    ///
    /// `file` is the name that the prompt ended under, `dropSuffix` what its name ends in when it is dropped, if that is
    /// not the usual.
    static func error(_ failure: Failure, file: FileName, dropSuffix: String? = nil) -> JSONValue {
        // What a person looks for comes first.
        var members: [JSONValue.Member] = [
            .init("message", .string(failure.message)),
            .init("hint", .string(Self.hint(failure.hint, file, dropSuffix ?? PromptFileState.prompt.suffix))),
        ]
        if let suggestion = failure.suggestion { members.append(.init("suggestion", .stored(suggestion))) }
        members.append(.init("code", .string(failure.code.rawValue)))
        members.append(.init("retryable", .bool(failure.retryable)))
        if !failure.problems.isEmpty {
            members.append(.init("problems", .array(failure.problems.map(Self.problem))))
        }
        return .object(members)
    }

    /// `hint` with the names that are to be given and made, where `file` is the prompt's as it is.
    private static func hint(_ hint: String, _ file: FileName, _ dropSuffix: String) -> String {
        guard file.hasSuffix(PromptFileState.failed.suffix),
            let stem = String(
                validating: file.bytes.dropLast(PromptFileState.failed.suffix.utf8.count),
                as: UTF8.self
            ), !stem.unicodeScalars.contains(where: \.isInvisible)
        else { return hint }
        let rename = "rename \(file) to \(stem)\(dropSuffix)"
        return hint.replacing(Failure.again, with: rename)
            .replacing("then rename it back to .prompt.json", with: "then \(rename)")
            .replacing(Failure.adoptFile, with: "a file \(stem).adopt.json beside it")
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
