package import PromptCore

/// All that is known of one job: the answer to a ``DetailQuery``.
package struct HistoryDetail: Codable, Sendable, Equatable {
    package static let version = 1

    /// A file that was asked for and does not lie in the outbox.
    package struct Missing: Codable, Sendable, Equatable {
        /// In the API's count of them, from 1.
        package var number: Int
        package var reason: String
    }

    package var schemaVersion = Self.version
    package var source: HistoryOrigin
    package var entry: HistoryEntry
    /// How many jobs of the same name came before this one.
    package var earlierJobs: Int
    /// What was to be drawn, as it was sent.
    package var text: String?
    /// The model's input as it was sent.
    package var input: JSONValue?
    /// The prompt's file as it was claimed; left out if it was let go.
    package var prompt: String?
    /// The files that were sent; left out for none, and by a promptd that does not know of them.
    package var inputs: [HistoryInput]?
    package var files: [HistoryFile]
    package var missing: [Missing]
    package var warnings: [String]
    /// What the error file says besides the entry's own words.
    package var hint: String?
    package var problems: [Rejection.Problem]

    enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case source = "source"
        case entry = "entry"
        case earlierJobs = "earlier_jobs"
        case text = "text"
        case input = "input"
        case prompt = "prompt"
        case inputs = "inputs"
        case files = "files"
        case missing = "missing"
        case warnings = "warnings"
        case hint = "hint"
        case problems = "problems"
    }

    /// Describes `job`; `prompt` is its file's content, empty if it was let go.
    package init(_ job: Job, prompt: [UInt8], earlierJobs: Int, source: HistoryOrigin) {
        let (failure, output) = (job.state.failure, job.state.output)
        self.source = source
        self.entry = HistoryEntry(job)
        self.earlierJobs = earlierJobs
        self.text = job.request?.text
        self.input = job.request?.inputJSON
        self.prompt = prompt.isEmpty ? nil : String(decoding: prompt, as: UTF8.self)
        let inputs = job.sentInputs.map { HistoryInput($0) }
        self.inputs = inputs.isEmpty ? nil : inputs
        self.files = HistoryFile.delivered(job)
        self.missing = (output?.files ?? []).enumerated().compactMap { index, file in
            if case .lost(let why) = file.progress { Missing(number: index + 1, reason: why) } else { nil }
        }
        self.warnings = (job.request?.warnings ?? []) + (output?.warnings ?? [])
        self.hint = failure?.hint
        self.problems = failure?.problems ?? []
    }
}
