import Foundation
import PromptTesting

@testable import PromptCore

/// A disk, a journal, an API, two clocks and some owners, and a model of the runner that lives among them.
///
/// Everything that happens follows from the seed. The model does what the daemon's runner does, in the same order; what
/// it decides, the real `Job` and `Holds` decide.
final class JobWorld {
    /// The process is gone, and with it what was not written down.
    enum Interruption: Error { case crash, powerCut, stop }
    /// A disk did not take what it was given.
    struct DiskFailure: Error {}
    enum Place: Int, CaseIterable { case inbox, outbox, journal }

    let sample: WorldSample
    let mutant: Mutant?
    let climate: Climate
    var judged: Set<Invariant>
    var random: SeededGenerator
    var disk = SimulatedDisk()
    var journal = SimulatedJournal()
    var api: SimulatedAPI
    var clock = SimulatedClock()
    var book = JobWorld.emptyBook
    /// Submissions without an answer since the last one that had one, or since a person or a restart let them go on.
    var unansweredInARow = 0
    /// How many submissions were answered.
    var answers = 0
    let layout: PathLayout
    /// How many files with many prompts there have been, by name.
    var manyCount = [0, 0, 0, 0]
    /// By prompt.
    var workers: [Worker?]
    var turn = 0
    /// The turn after which nothing goes wrong any more.
    let calmTurn: Int
    /// How often an effect is the process's last, in thousandths.
    let strikePermille: Int
    /// How often something is refused, in thousandths.
    let faultPermille: Int
    /// Prompts that wait until another claimed file of their name is gone.
    var occupied: Set<Int> = []
    /// It has neither been lost nor replaced by an older copy.
    var isJournalTrue = true
    var isRecovering = false
    var isCalm = false
    /// What will befall the journal, once, between two processes.
    var journalFate: Climate.JournalFate
    /// The uptime until which a disk refuses to be written, by place.
    var refusesUntil = [0.0, 0.0, 0.0]
    /// The last write there failed, and none has succeeded since.
    var lastWriteFailed = [false, false, false]
    var jobCount = 0
    var dropCount = 0
    var textCount = 0
    /// The prompts' files that are still to be found somewhere at the end.
    var ownersFiles: Set<Int> = []
    /// The prompts' files that have had a claimed name.
    var claimedOnce: Set<Int> = []
    /// The jobs that were written down as ended, and as what.
    var ends: [Int: JobState.Name] = [:]
    /// The charged requests whose fate is told where their owner looks.
    var resolved: Set<RequestID> = []

    /// What has happened, line by line; `nil` if nobody wants to know.
    var story: [String]?
    var happenings: Set<Happening> = []
    /// Every state that was written down.
    var states: Set<JobState.Name> = []
    var codes: Set<Failure.Code> = []

    static let emptyBook = Holds(backoff: Backoff(first: 5, most: 60))
    static let retry = Backoff(first: 1, most: 30)
    /// Seconds.
    static let lostAfter = 60.0
    static let giveUpAfter = 7 * 86_400.0

    /// When nothing goes wrong any more, everything is settled within as many turns.
    static let mostCalmTurns = 150

    init(
        seed: UInt64,
        mutant: Mutant? = nil,
        climate: Climate = Climate(),
        judged: Set<Invariant> = Set(Invariant.allCases)
    ) throws {
        self.sample = try WorldSample.shared.get()
        self.mutant = mutant
        self.judged = judged
        self.climate = climate
        var random = SeededGenerator(seed: seed)
        self.api = SimulatedAPI(self.sample)
        self.layout = PathLayout(tops: random.pick(2, 2, 2, 3, 4), hasMore: climate.many > 0)
        self.workers = Array(repeating: nil, count: self.layout.count)
        self.calmTurn = Int.random(in: 20..<70, using: &random)
        self.strikePermille = climate.strikes ?? random.pick(0, 4, 10, 25, 60)
        self.faultPermille = climate.faults ?? random.pick(0, 5, 20, 60)
        self.journalFate = climate.journalFate ?? random.pick(.kept, .kept, .lost, .restored)
        self.random = random
        self.journal.isDurable = mutant != .journalNotDurable
    }

    func note(_ happening: Happening) {
        self.tell("\(happening)")
        self.happenings.insert(happening)
    }

    func tell(_ line: @autoclosure () -> String) {
        if self.story != nil { self.story?.append("turn \(self.turn): \(line())") }
    }

    /// Whether something of the given probability (in thousandths) happens; nothing does once it is calm.
    func happens(permille: Int) -> Bool {
        guard !self.isCalm, permille > 0 else { return false }
        return self.random.next() % 1000 < UInt64(permille)
    }

    func demand(_ invariant: Invariant, _ isKept: Bool, _ what: @autoclosure () -> String) throws {
        guard !isKept, self.judged.contains(invariant) else { return }
        throw Invariant.Broken(invariant: invariant, what: "turn \(self.turn): \(what())")
    }

    /// The process may end here: before and after everything it does.
    func mayEnd() throws {
        guard self.happens(permille: self.strikePermille) else { return }
        throw self.random.happens(50) ? Interruption.crash : Interruption.powerCut
    }
}
