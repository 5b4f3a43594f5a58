extension Failure {
    /// A file that the prompt needs has not come; `what` is its path below the inbox, for people.
    package static func fileMissing(_ what: String, member: String, waited seconds: Int) -> Failure {
        Failure(
            .fileMissing,
            message: """
                The prompt was not sent, since it needs \(what) (its member \(member)), and that did not lie in the \
                inbox, whole, within \(seconds) s.
                """,
            hint: "Put the file there, or mend the path in the prompt, then \(Self.again). Nothing was charged.",
            retryable: true
        )
    }

    /// A file that the prompt names cannot be sent.
    ///
    /// `why` names the file and is a whole sentence, as `hint` is.
    package static func fileUnusable(_ why: String, member: String, hint: String) -> Failure {
        Failure(
            .fileUnusable,
            message: "The prompt was not sent (member \(member)): \(why)",
            hint: "\(hint) Then \(Self.again). Nothing was charged.",
            retryable: false
        )
    }

    /// The uploader did not put a file where the API could fetch it.
    ///
    /// `why` is told in words that follow it: `ended with code 1: no such bucket`.
    package static func uploadFailed(_ file: InputFile, _ why: String) -> Failure {
        Failure(
            .uploadFailed,
            message: """
                The prompt was not sent (member \(file.member)), since \(file.path) was not uploaded: the uploader \(why)
                """,
            hint: """
                Ask whoever runs promptd to look at its uploader (the setting of that name), then \(Self.again). Nothing was \
                charged.
                """,
            retryable: true
        )
    }

    /// What was copied for the prompt has been changed in the outbox.
    package static let copiesChanged = Failure(
        .fileUnusable,
        message: "The prompt was not sent, since the copies of its files in the outbox were changed or removed.",
        hint: "Keep other programs out of the outbox's hidden folders, then \(Self.again). Nothing was charged.",
        retryable: true
    )
}
