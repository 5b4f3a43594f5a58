/// Which file of a prompt a command to cancel is about.
package enum CancelCommand: Equatable, Sendable {
    /// The job's own file: it has been renamed.
    case ofJobFile
    /// The job as well, but by a file put beside its own: an empty one, a note, or a copy.
    case beside
    /// A prompt that no job has taken, and that was renamed: nothing was charged for it.
    case ofDrop
    /// A prompt that ended, and may have been charged.
    case ofFailed
    /// There is neither a job nor a prompt of that name.
    case concernsNothing
}
