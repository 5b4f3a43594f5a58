package import Foundation
package import PromptCore
package import PromptFiles
import PromptJournal

/// Everything a person can set about the daemon's work, checked.
package struct DaemonSettings: Sendable {
    package var inbox: String
    package var outbox: String
    package var state: String
    /// The API's address, for people.
    package var api: String
    package var rules: PromptRules
    /// Jobs between their claim and the end of their generation.
    package var maxInFlight: LearntLimit
    /// Jobs beside those, that fetch their results or wait for something of their own; when there are more, nothing new is
    /// begun.
    package var maxAside: Int
    package var settling: SettlingRule
    package var scanInterval: Duration
    package var pacing: PollPacing
    /// Questions a second about all jobs together.
    package var pollRate: LearntLimit
    /// Between attempts of a call, a download or a write that failed.
    package var retry: Backoff
    /// Between attempts to submit while the queue is held.
    package var holdRetry: Backoff
    /// How long the API may not know a request before it counts as lost.
    package var lostAfter: Duration
    /// How long a result is tried for: as long as the API keeps it.
    package var giveUpAfter: Duration
    /// How long the files of a result that do not come keep the others of it from being delivered.
    package var partialAfter: Duration
    /// How long a prompt waits for its files.
    package var filesWait: Duration
    /// What puts files where the API can fetch them; `nil` for nothing.
    package var uploader: UploaderSettings?
    /// What may be spent.
    package var caps: SpendingCaps
    /// The most prompts that one file may hold or ask for.
    package var maxBatch: Int
    /// What is sent of a file with many prompts that is more than the caps of the day leave room for.
    package var batchOverCap: BatchOverCap
    /// Where the day of the caps begins and ends.
    package var timeZone: TimeZone
    /// Bytes that have to stay free on each disk: below that nothing is submitted.
    package var leastFreeBytes: Int64
    /// How long settled jobs are remembered.
    package var keepHistory: Duration
    /// Bytes that the journal may have, beyond which the oldest settled jobs go before that; `nil` for no limit.
    package var keepHistoryBytes: Int64?
    /// How long a file server may take to show one machine what another has written.
    package var shareDelay: Duration
    /// Whether a prompt that has been delivered is held when the same file comes again, instead of being made again.
    package var holdsRepeats: Bool
    /// What is run when jobs end; `nil` for nothing.
    package var hook: HookSettings?
    /// Ends when everything that can be done has been done.
    package var runsOnce: Bool
    package var identity: DaemonIdentity
    /// What the person should mend though the daemon works without; said in the log at the start, one line each.
    package var warnings: [String]
    /// What the person should know; said in the log at the start, one line each.
    package var notices: [String]

    /// What the inbox goes by.
    var ofInbox: Inbox.Settings {
        Inbox.Settings(settling: self.settling, scanInterval: self.scanInterval, rules: self.rules)
    }

    package init(inbox: String, outbox: String, state: String, rules: PromptRules, identity: DaemonIdentity) {
        self.inbox = inbox
        self.outbox = outbox
        self.state = state
        self.api = ""
        self.rules = rules
        self.maxInFlight = .fixed(8)
        self.maxAside = 256
        self.settling = SettlingRule()
        self.scanInterval = .seconds(60)
        self.pacing = PollPacing(shortest: 0.5, longest: 10)
        self.pollRate = .learnt(first: 20, most: 500)
        self.retry = Backoff(first: 1, most: 60)
        self.holdRetry = Backoff(first: 5, most: 300)
        self.lostAfter = .seconds(300)
        self.giveUpAfter = .seconds(7 * 86_400)
        self.partialAfter = .seconds(3600)
        self.filesWait = .seconds(600)
        self.uploader = nil
        self.caps = SpendingCaps()
        self.maxBatch = 1000
        self.batchOverCap = .part
        self.timeZone = .current
        self.leastFreeBytes = 100 << 20
        self.keepHistory = .seconds(Retention.defaultAge)
        self.shareDelay = .milliseconds(2500)
        self.holdsRepeats = true
        self.hook = nil
        self.runsOnce = false
        self.identity = identity
        self.warnings = []
        self.notices = []
    }
}
