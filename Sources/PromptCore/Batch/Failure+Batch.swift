extension Job {
    /// What is left to be done about a file with many prompts; `nil` if nothing is, and for any other job.
    ///
    /// `retry` is the file that holds those again which may be mended, if there is one; `rows` say what is wrong, one by one.
    package func incompleteness(retry: FileName? = nil, rows: [Rejection.Problem] = []) -> Failure? {
        guard case .completed(let completion) = self.state, !completion.ends.isWhole else { return nil }
        let ends = completion.ends
        var hints: [String] = []
        if let retry {
            let name = Self.dropped(retry)
            hints.append("Mend the prompts in \(retry), then rename it to \(name): only they are made again.")
        }
        if ends.unconfirmed > 0 {
            hints.append(
                """
                The unconfirmed ones may have been charged: they are not in that file. report.csv names them; look on the \
                API's page before you write them into a new file.
                """
            )
        }
        return Failure(
            .batchIncomplete,
            message: "\(ends.text).",
            hint: hints.isEmpty ? "Drop the file again to have them made." : hints.joined(separator: " "),
            retryable: false,
            mayHaveBeenCharged: ends.delivered + ends.unconfirmed > 0,
            problems: rows
        )
    }

    /// The name under which such a file is dropped: `x.prompts.csv` for `x.failed.csv`.
    private static func dropped(_ retry: FileName) -> String {
        let words = "\(retry)".split(separator: ".", omittingEmptySubsequences: false)
        return (words.dropLast(2) + ["prompts"] + words.suffix(1)).joined(separator: ".")
    }
}

extension EndRecord.Outcome {
    /// That of a file with many prompts: the worst of theirs, by what is to be done about it.
    init(_ ends: BatchEnds) {
        self =
            if ends.unconfirmed > 0 { .unconfirmed } else if ends.failed > 0 { .failed } else if ends.cancelled > 0 {
                .cancelled
            } else { .delivered }
    }
}
