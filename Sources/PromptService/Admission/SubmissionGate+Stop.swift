import Logging
import PromptCore
import Synchronization

/// What only a person ends: submissions that are swallowed.
extension SubmissionGate {
    /// A submission got no answer; several in a row stop all others until a person acts.
    func submissionUnanswered(_ message: String) {
        let text = """
            \(Holds.mostUnanswered) submissions in a row got no usable answer, and each may have been paid for; the last: \
            \(message) Look at Usage at runcomfy.com, and at what lies between here and the API. Then put a file named \
            RESUME into the inbox, or restart promptd.
            """
        guard self.state.withLock({ $0.breaker.submissionUnanswered(text, at: self.clock.now) }) else { return }
        self.tellStop(text)
    }

    /// Stops at the start if the last submissions of earlier ones have all come to nothing: `last` are the jobs submitted
    /// last.
    func started(after last: [Job]) {
        guard last.count >= Holds.mostUnansweredOverStarts, last.allSatisfy({ $0.state.name == .unconfirmed }) else {
            return
        }
        let text = """
            the last \(last.count) submissions, over several starts of promptd, got no usable answer, and each may have been \
            paid for. Look at Usage at runcomfy.com, at what lies between here and the API, and at the log for why promptd \
            ended. Then put a file named RESUME into the inbox.
            """
        self.state.withLock { $0.breaker.stop(text, at: self.clock.now) }
        self.tellStop(text)
    }

    private func tellStop(_ text: String) {
        self.logger.critical(
            "submissions stopped until a person acts",
            metadata: [
                LogKeys.messageID: "\(LogMessage.stopped.rawValue)",
                LogKeys.hold: "\(Hold.Reason.unconfirmed.rawValue)", LogKeys.error: "\(text)",
            ]
        )
        self.onChange()
    }

    /// Whether only a person can let submissions go on.
    var isStopped: Bool { self.state.withLock { $0.breaker.holds[.unconfirmed] != nil } }

    /// A person lets submissions go on that were stopped for want of answers.
    func resumed() { self.end { _ = $0.resumed() } }
}
