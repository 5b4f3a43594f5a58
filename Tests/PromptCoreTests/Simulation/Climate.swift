/// How hard a world is to its daemon; all chances in thousandths.
struct Climate: Sendable {
    enum JournalFate: Sendable { case kept, lost, restored }

    /// How often an effect is the process's last; `nil` if the seed decides.
    var strikes: Int?
    /// How often something is refused; `nil` if the seed decides.
    var faults: Int?
    /// What befalls the journal; `nil` if the seed decides.
    var journalFate: JournalFate?
    /// How often, in a turn, an owner does something.
    var owners = 60
    /// How often the clock is set while a submission is under way.
    var clockSettings = 5
    /// How many more answers to submissions get lost, in a hundred: something on the way swallows them.
    var lostAnswers = 0
    /// How many prompts stand for many, or go on to a next step, in a hundred.
    var many = 0
}

extension Climate {
    /// Mild and rough ones, so that what is rare in one is common in another.
    static let all: [Climate] = [
        Climate(),
        Climate(),
        Climate(),
        Climate(strikes: 25, journalFate: .restored),
        Climate(strikes: 25, journalFate: .restored, owners: 200),
        Climate(strikes: 25, journalFate: .lost),
        Climate(strikes: 0, faults: 60, journalFate: .kept, owners: 200, clockSettings: 100),
        Climate(strikes: 60, faults: 5, journalFate: .kept),
        Climate(strikes: 4, faults: 20, journalFate: .kept, lostAnswers: 60),
        Climate(strikes: 10, faults: 5, journalFate: .kept, owners: 200, lostAnswers: 15, many: 60),
        Climate(strikes: 25, faults: 5, journalFate: .restored, many: 60),
        Climate(strikes: 25, journalFate: .lost, many: 60),
    ]

    /// The climate of a seed's world.
    static func of(seed: Int) -> Climate { Self.all[seed % Self.all.count] }
}
