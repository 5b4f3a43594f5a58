/// What has to hold whatever crashes, in the words of the folder contract (§3, §6).
enum Invariant: String, CaseIterable, Sendable {
    /// A drop is charged at most once.
    case paidOnce = "charged at most once"
    /// What was charged is delivered, still being worked on, or told its owner, with the request's id if one came.
    case paidIsHeld = "nothing paid is lost"
    /// A folder that can be seen is complete, and stays as it is.
    case whole = "a visible folder is complete"
    /// Each prompt is delivered, explained, or still in the inbox.
    case nothingLost = "no prompt vanishes"
    /// What is charged was written down, on disk, before it was sent.
    case intent = "nothing is paid without a durable intent"
    /// A prompt is in one place: done, or not.
    case onePlace = "done or not done"
    /// Programs find how each drop has ended.
    case end = "every drop has one end"
    /// Nothing half-made is left when all is done.
    case noDebris = "nothing is left behind"
    /// The token is in no file and no log.
    case secret = "the token stays secret"
    /// The journal is a whole SQLite file.
    case journal = "the journal is whole"
    /// Once the trouble is over, a restart or two finish everything; nothing hangs or traps.
    case live = "it goes on"
    /// After a write has failed nothing is submitted until one has worked.
    case noBlindSpending = "no blind spending"

    /// A place where one of them does not hold.
    struct Broken: Equatable, Sendable, CustomStringConvertible {
        var invariant: Invariant
        var what: String

        var description: String { "\(self.invariant.rawValue): \(self.what)" }
    }
}
