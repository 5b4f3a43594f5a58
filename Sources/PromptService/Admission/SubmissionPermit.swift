import Foundation
import PromptCore

/// The right to submit once.
///
/// It cannot be copied, and cannot be forgotten: one that was neither told that its submission worked nor what trouble it
/// has met is given back when it is dropped, and in any case what was set aside for it is set free, unless the job's own
/// committed state counts by then.
struct SubmissionPermit: ~Copyable, Sendable {
    /// When it was given, by the gate's own clock.
    let admitted: Date
    /// The submission is to find out whether the trouble is over.
    let isTrial: Bool
    /// The round of ``Holds`` in which it was given.
    private let round: Int
    private let gate: SubmissionGate
    private var isReported = false
    private var release: @Sendable () -> Void = {}

    init(_ gate: SubmissionGate, admitted: Date, isTrial: Bool, round: Int) {
        self.gate = gate
        self.admitted = admitted
        self.isTrial = isTrial
        self.round = round
    }

    deinit {
        self.release()
        if !self.isReported { self.gate.submissionAbandoned(isTrial: self.isTrial) }
        self.gate.submissionEnded(round: self.round)
    }

    /// Has `release` called when the permit ends, to set free what is set aside for it.
    mutating func releases(_ release: @escaping @Sendable () -> Void) {
        self.release = release
    }

    /// The submission worked, and with it everything it needs.
    consuming func worked() {
        self.isReported = true
        self.gate.submissionWorked(admitted: self.admitted, isTrial: self.isTrial)
    }

    /// The submission, or what has to be asked before, has met trouble that is not its prompt's: all are held.
    consuming func metTrouble(_ reason: Hold.Reason, message: String, retryAfter: Double? = nil) {
        self.isReported = true
        self.gate.trouble(reason, message: message, retryAfter: retryAfter, endsTrial: self.isTrial)
    }
}
