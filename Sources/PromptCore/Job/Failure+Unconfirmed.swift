import FoundationEssentials

/// What may have been charged, and the ways out for somebody who sees the folder alone.
extension Failure {
    /// Places that ``Explanation`` fills in with the names of the files at hand.
    static let again = "rename the file back to .prompt.json"
    static let adoptFile = "a file of the same name that ends in .adopt.json beside it"

    /// The ways out for somebody who sees the folder alone, before the one that needs a terminal.
    private static let adoptOrAgain = """
        If it is there, it has been paid for: to collect it, put \(Self.adoptFile), with the request's id and nothing else in \
        it (at a terminal: promptd adopt NAME REQUEST_ID). If it is not there, or you accept paying again, \(Self.again).
        """

    static func unconfirmed(_ why: String, submitted: Date?) -> Failure {
        Failure(
            .unconfirmed,
            message: "The prompt was sent, but no usable answer came back, so it may have been charged: \(why)",
            hint: """
                \(Self.lookUp(submitted)) \(Self.adoptOrAgain)
                """,
            retryable: false,
            mayHaveBeenCharged: true,
            submitted: submitted
        )
    }

    /// Where a person finds out what a lost answer has left open.
    private static func lookUp(_ submitted: Date?) -> String {
        let time = submitted.map { " that was made at \(JSONValue.time($0).stringValue ?? "that time")" } ?? ""
        return "Look under Generations or Usage at runcomfy.com for a request\(time)."
    }

    /// For a claimed file without a row: the journal that knew it is lost.
    package static let unknownHistory = Failure(
        .unknownHistory,
        message: "This prompt was claimed earlier, but the journal knows nothing of it, so it may have been charged.",
        hint: "\(Self.lookUp(nil)) \(Self.adoptOrAgain)",
        retryable: false,
        mayHaveBeenCharged: true
    )
}
