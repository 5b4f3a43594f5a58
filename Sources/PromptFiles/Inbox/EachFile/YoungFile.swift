import PromptCore

/// A picture, film or sound in a folder that makes a prompt of each, on its way to being settled.
struct YoungFile {
    var status: FileStatus
    var due: ContinuousClock.Instant
}
