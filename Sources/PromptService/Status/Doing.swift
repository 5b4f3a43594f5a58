import PromptCore

/// What a job is doing, as the status words it.
enum Doing: Equatable, Sendable {
    /// The administrator's uploader has that file of its own.
    case uploading(String)
    case submitting
    /// At the API, with how many before it if the API says so.
    case queued(position: Int?)
    case generating
    /// The API names a state that promptd does not know.
    case unrecognised(String)
    case finished
    case downloading(done: Int, of: Int)
    case publishing
    /// It holds so many prompts, which are made.
    case dividing(delivered: Int, failed: Int, of: Int)
    /// It can do nothing; the text says why.
    case waiting(String)
    /// The same for something of its own that a person can mend.
    case blocked(String)
    case paused

    /// In words: `queued #4`, `generating`, `downloading 2/3`, `waiting: …`.
    var text: String {
        switch self {
        case .uploading(let name): "uploading \(name)"
        case .submitting: "submitting"
        case .queued(let position): position.map { "queued #\($0)" } ?? "queued"
        case .generating: "generating"
        case .unrecognised(let state): "generating (\(state.prefix(40)))"
        case .finished: "finished"
        case .downloading(let done, let count): "downloading \(done)/\(count)"
        case .publishing: "publishing"
        case .dividing(let delivered, let failed, let count):
            "\(delivered) of \(count) delivered\(failed == 0 ? "" : ", \(failed) failed")"
        case .waiting(let why), .blocked(let why): "waiting: \(why)"
        case .paused: "paused"
        }
    }

    /// What the job of a request in that state does.
    init(_ state: RequestState) {
        self =
            switch state {
            case .queued(let position): .queued(position: position)
            case .running: .generating
            case .completed, .failed, .cancelled: .finished
            case .unrecognised(let text): .unrecognised(text)
            }
    }

    /// What the job of an output does while its files are fetched.
    init(_ output: JobState.Output) {
        self = .downloading(done: output.arrivedCount, of: output.files.count)
    }
}
