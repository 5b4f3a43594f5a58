package import Foundation
package import PromptCore

/// The end of a job that somebody is yet to be told of.
package struct Untold: Sendable {
    /// What tells it from others.
    package struct Mark: Hashable, Sendable {
        /// Grows with time.
        package let id: Int64
        /// When the job was over.
        package let ended: Date

        package init(id: Int64, ended: Date) {
            self.id = id
            self.ended = ended
        }
    }

    package let mark: Mark
    /// The job as it was then, whatever has become of it since.
    package let job: Job

    package init(mark: Mark, job: Job) {
        self.mark = mark
        self.job = job
    }
}
