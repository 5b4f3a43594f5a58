import ArgumentParser

/// How an answer is printed.
struct HistoryForm: ParsableArguments {
    @Flag(help: "Print one JSON document.")
    var json = false

    @Flag(help: "Print comma-separated values (RFC 4180) with a header.")
    var csv = false

    func validate() throws {
        if self.json && self.csv { throw ValidationError("Give --json or --csv, not both.") }
    }
}
