/// The promises that the simulation watches, named so that a test can ask for one of them.
enum Invariant: String, CaseIterable, Sendable {
    /// I1: no drop is accepted by the API twice.
    case chargedOnce
    /// I2: what was charged is delivered, worked on or reported, with its request id if one was received.
    case paidIsKept
    /// I3: a visible folder is complete.
    case foldersAreWhole
    /// I4: every prompt is somewhere: in the inbox, or in the outbox.
    case nothingVanishes
    /// I5: whatever may be charged was written down before, where a power cut does not reach it.
    case intentFirst
    /// I6: an end is final.
    case endsAreFinal
    /// I7: while a disk refuses what has to be written, nothing is sent.
    case noBlindSpending
    /// I9: after three submissions in a row without an answer nothing is sent until a person acts.
    case stopsGuessing
    /// I8: once the faults are over, everything comes to an end.
    case settles

    /// What holds however old the journal is.
    static let withoutJournal: Set<Invariant> = [
        .chargedOnce, .foldersAreWhole, .intentFirst, .noBlindSpending, .stopsGuessing, .settles,
    ]

    /// A promise was not kept.
    struct Broken: Error {
        var invariant: Invariant
        var what: String
    }
}
