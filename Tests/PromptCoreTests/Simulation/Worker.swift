import Foundation

@testable import PromptCore

/// What one process knows of a job beside its row; gone with the process.
struct Worker {
    /// A POST whose answer has come, or has been lost, and is not written down yet.
    struct Flight {
        var outcome: SubmissionOutcome
        /// What the wall clock showed when it was let go.
        var admitted: Date
        /// It was to find out whether the trouble is over.
        var isTrial: Bool
        /// How many answers had come by then.
        var answers: Int
        var isKeptElsewhere = false
    }

    var row: SimulatedJournal.Row
    /// It was found in the journal at start.
    var isRecovered: Bool
    /// The uptime before which it has nothing to do.
    var due = 0.0
    var failures = 0
    /// An attempt to claim may have got as far as the rename.
    var hasTriedToClaim = false
    /// Calls that failed in a row.
    var apiFailures = 0
    var waitsAtGate = false
    /// The round of the holds in which it was let go; its submission is not over.
    var round: Int?
    var flight: Flight?
    /// The uptime since which its files are tried for and have not been counted.
    var triedSince: Double?
    /// The uptime since which the API does not know its request.
    var lostSince: Double?
    var isLost = false
    var isForgotten = false

    var job: Job { self.row.job }
    var path: Int { self.row.path }
    var isOver: Bool { self.isForgotten || self.row.job.nextAction == .nothing }
}
