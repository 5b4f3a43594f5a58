package import FoundationEssentials

/// Why a job ended without a folder, told so that a person who never saw the code can act on it.
package struct Failure: Equatable, Sendable, Codable {
    /// Fixed labels; tools may rely on them.
    package enum Code: String, Sendable, Codable, CaseIterable {
        case invalidPrompt = "invalid_prompt"
        case unreadablePrompt = "unreadable_prompt"
        case refused = "refused"
        case unknownModel = "unknown_model"
        case generationFailed = "generation_failed"
        case cancelledElsewhere = "cancelled_elsewhere"
        case noOutput = "no_output"
        case resultExpired = "result_expired"
        case resultUnusable = "result_unusable"
        case unconfirmed = "unconfirmed"
        case unknownHistory = "unknown_history"
        /// It alone is more than the configuration allows for a day.
        case overCap = "over_cap"
        /// A request that a person named cannot be taken for this prompt's.
        case notAdopted = "not_adopted"
        /// A file that the prompt names has not come.
        case fileMissing = "file_missing"
        /// A file that the prompt names cannot be sent.
        case fileUnusable = "file_unusable"
        /// Of a file with many prompts not all were delivered.
        case batchIncomplete = "batch_incomplete"
        /// The administrator's uploader has not taken a file that the prompt names.
        case uploadFailed = "upload_failed"
    }

    package var code: Code
    /// What happened, in one line.
    package var message: String
    /// What to do about it, in one line.
    package var hint: String
    /// Whether the same prompt, dropped again unchanged, may succeed.
    package var retryable: Bool
    package var requestID: RequestID?
    package var mayHaveBeenCharged: Bool
    /// When the submission that may have been charged went out.
    package var submitted: Date?
    /// What is wrong with the prompt, member by member; empty for other failures.
    package var problems: [Rejection.Problem]
    /// A whole prompt that would be accepted, as JSON in one line, if it can be told what was meant.
    package var suggestion: String?

    package init(
        _ code: Code,
        message: String,
        hint: String,
        retryable: Bool,
        requestID: RequestID? = nil,
        mayHaveBeenCharged: Bool = false,
        submitted: Date? = nil,
        problems: [Rejection.Problem] = [],
        suggestion: String? = nil
    ) {
        self.code = code
        self.message = message
        self.hint = hint
        self.retryable = retryable
        self.requestID = requestID
        self.mayHaveBeenCharged = mayHaveBeenCharged
        self.submitted = submitted
        self.problems = problems
        self.suggestion = suggestion
    }
}

extension Failure {
    package static func invalid(_ rejection: Rejection) -> Failure {
        // At the end, with nothing behind it that would be copied along.
        let whole = rejection.suggestion.map { " This would work as the whole file: \($0)" } ?? ""
        return Failure(
            .invalidPrompt,
            message: rejection.message,
            hint: "\(Self.sentence(rejection.hint)) Mend the file, then rename it back to .prompt.json.\(whole)",
            retryable: false,
            problems: rejection.problems,
            suggestion: rejection.suggestion
        )
    }

    private static func sentence(_ text: String) -> String {
        text.last.map { ".?!".contains($0) } ?? true ? text : text + "."
    }

    package static func unreadable(_ why: String) -> Failure {
        Failure(
            .unreadablePrompt,
            message: why,
            hint: """
                Drop the prompt again as a regular file of at most 1 MiB (no link, no folder) that promptd may read, as it \
                may those that are copied into the inbox.
                """,
            retryable: false
        )
    }

    /// A file of more bytes than are read.
    package static func tooLarge(bytes: Int64) -> Failure {
        var failure = Self.unreadable("The file has \(bytes) bytes; at most 1 MiB is read.")
        failure.hint = "Drop it again as files of at most 1 MiB each."
        return failure
    }

    /// A prompt that would never fit under the caps, however long it waited.
    package static func overCap(_ why: String) -> Failure {
        Failure(
            .overCap,
            message: "The prompt was not sent, since it could never be: \(why).",
            hint: """
                Ask for fewer images, or ask whoever runs promptd to raise the cap (its settings max-images-per-day, \
                max-usd-per-day, max-usd-per-prompt), then \(Self.again). Nothing was charged.
                """,
            retryable: false
        )
    }

    /// A prompt under a cap, of which nobody can tell how many outputs it brings, or how long they are.
    package static func countUnknown(_ prompt: Prompt) -> Failure {
        let unit = prompt.isCountKnown ? "seconds" : "outputs"
        let way = prompt.isCountKnown ? "Say in the prompt how many" : "Use \(ModelID.seedreamSequential)"
        return Failure(
            .overCap,
            message: """
                The prompt was not sent, since a cap is set and nobody can tell how many \(unit) of \(prompt.model) it \
                would be billed for.
                """,
            hint: """
                \(way), or ask whoever runs promptd to take the caps away (its settings \
                max-images-per-day, max-usd-per-day, max-usd-per-prompt), then \(Self.again). Nothing was charged.
                """,
            retryable: false
        )
    }

    /// A request named in an `x.adopt.json` that is not collected.
    package static func notAdopted(_ why: String, _ requestID: RequestID?, of job: Job? = nil) -> Failure {
        Failure(
            .notAdopted,
            message: "The request was not adopted: \(why)",
            hint: """
                To try again, put \(Self.adoptFile), with the right id and nothing else in it (at a terminal: promptd adopt \
                NAME REQUEST_ID). The prompt stays as it is.
                """,
            retryable: false,
            requestID: requestID,
            mayHaveBeenCharged: job?.charge != nil || job?.state == .failed(.unknownHistory)
        )
    }

    package static func refused(_ refusal: Refusal) -> Failure {
        switch refusal.reason {
        case .model:
            Failure(
                .unknownModel,
                message: "The API does not know this model: \(refusal.message)",
                hint: "Check promptd.model in the prompt, then \(Self.again).",
                retryable: false
            )
        case .prompt, .token, .balance, .rateLimit:
            Failure(
                .refused,
                message: "The API refused this prompt (HTTP \(refusal.status)): \(refusal.message)",
                hint: "Change what it names, then \(Self.again). Nothing was charged.",
                retryable: false
            )
        }
    }

    static func generationFailed(_ why: String?, _ requestID: RequestID) -> Failure {
        Failure(
            .generationFailed,
            message: "The generation failed at the API: \(why ?? "it gave no reason.")",
            hint: "To try again as a new request, which is paid for anew, \(Self.again).",
            retryable: true,
            requestID: requestID,
            mayHaveBeenCharged: true
        )
    }

    static func cancelledElsewhere(_ requestID: RequestID, hasRun: Bool) -> Failure {
        Failure(
            .cancelledElsewhere,
            message: "The request was cancelled at the API, but not by promptd.",
            hint: "To have it submitted again, \(Self.again).",
            retryable: true,
            requestID: requestID,
            mayHaveBeenCharged: hasRun
        )
    }

    static func noOutput(_ why: String?, _ requestID: RequestID) -> Failure {
        Failure(
            .noOutput,
            message: "The API says the generation is complete, but gives no image\(why.map { ": \($0)" } ?? ".")",
            hint: "Look the request up under Usage at runcomfy.com, or ask the vendor's support with the request id.",
            retryable: true,
            requestID: requestID,
            mayHaveBeenCharged: true
        )
    }

    static func resultExpired(_ why: String, _ requestID: RequestID) -> Failure {
        Failure(
            .resultExpired,
            message: "The result can no longer be fetched: \(why)",
            hint: "Look the request up under Generations at runcomfy.com; the images may still be there.",
            retryable: true,
            requestID: requestID,
            mayHaveBeenCharged: true
        )
    }

    static func resultUnusable(_ why: String, _ requestID: RequestID) -> Failure {
        Failure(
            .resultUnusable,
            message: "None of the files could be fetched whole: \(why)",
            hint: "Look the request up under Generations at runcomfy.com; the images may be there.",
            retryable: true,
            requestID: requestID,
            mayHaveBeenCharged: true
        )
    }

    /// Files that were still to come when the others were shown, and that cannot be had.
    static func partLost(_ output: JobState.Output) -> Failure {
        let lost = output.files.indices.compactMap { index in
            if case .lost(let why) = output.files[index].progress { "no. \(index + 1) (\(why))" } else { nil }
        }
        let folders = output.deliveredFolders.joined(separator: ", ")
        return Failure(
            .resultUnusable,
            message:
                "\(lost.count) of \(output.files.count) files could not be fetched: \(lost.joined(separator: "; "))",
            hint: """
                The others are in the outbox, in \(folders). Look the request up under Generations at runcomfy.com; what is \
                missing may be there. To rename the file back to .prompt.json buys all of them again.
                """,
            retryable: true,
            requestID: output.paid.requestID,
            mayHaveBeenCharged: true
        )
    }
}
