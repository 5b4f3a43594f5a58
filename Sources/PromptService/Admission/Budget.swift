import Foundation
import PromptCore
import Synchronization

/// The caps of a day, held against what the journal says has been spent in it.
final class Budget: Sendable {
    /// A day by the clock on the wall, in the zone that the configuration names.
    struct Day: Equatable, Sendable {
        var start: Date
        var end: Date
    }

    private let ledger: Mutex<SpendingLedger>
    private let calendar: Mutex<Calendar>

    init(caps: SpendingCaps, timeZone: TimeZone) {
        self.calendar = Mutex(Self.calendar(timeZone))
        self.ledger = Mutex(SpendingLedger(caps: caps))
    }

    /// Holds other caps, or another day, against what has been spent; what is under way is not called off.
    func set(caps: SpendingCaps, timeZone: TimeZone) {
        self.calendar.withLock { $0 = Self.calendar(timeZone) }
        self.ledger.withLock { $0.caps = caps }
    }

    private static func calendar(_ timeZone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        return calendar
    }

    var caps: SpendingCaps { self.ledger.withLock { $0.caps } }
    var timeZone: TimeZone { self.calendar.withLock { $0.timeZone } }

    /// The day that `now` lies in; 23 to 25 hours long where clocks are changed.
    func day(of now: Date) -> Day {
        guard let day = self.calendar.withLock({ $0.dateInterval(of: .day, for: now) }) else {
            // No calendar of this kind lacks days; without one the last 24 hours count.
            return Day(start: now.addingTimeInterval(-86_400), end: now.addingTimeInterval(86_400))
        }
        return Day(start: day.start, end: day.end)
    }

    /// Takes over what earlier processes have spent.
    func note(_ charges: [(job: JobID, charge: Charge)]) {
        self.ledger.withLock { ledger in
            for (job, charge) in charges { ledger.note(charge, of: job) }
        }
    }

    /// Takes over what the job, as it was just committed, says it has cost.
    ///
    /// - Returns: whether there is more room than before.
    func note(_ job: Job) -> Bool { self.ledger.withLock { $0.note(job) } }

    /// Sets aside what `request` may cost; from then on it counts as submitted at `now`.
    func reserve(_ request: JobRequest, for job: JobID, at now: Date) -> SpendingLedger.Verdict {
        let day = self.day(of: now)
        return self.ledger.withLock { $0.reserve(Self.charge(request, now), for: job, since: day.start) }
    }

    /// Sets free what was set aside for `job` and is not what its committed state says.
    ///
    /// - Returns: whether there is more room than before.
    func release(_ job: JobID) -> Bool { self.ledger.withLock { $0.release(job) } }

    /// Whether there is room now for so many images at that cost.
    func verdict(images: Int, cost: USD?, at now: Date) -> SpendingLedger.Verdict {
        let day = self.day(of: now)
        let charge = Charge(submitted: now, images: images, cost: cost)
        return self.ledger.withLock { $0.verdict(charge, since: day.start) }
    }

    /// Whether there is room now for all prompts of one file: no cap on a single one concerns their sum.
    func verdict(ofMany price: BatchPrice, at now: Date) -> SpendingLedger.Verdict {
        let day = self.day(of: now)
        let charge = Charge(submitted: now, images: price.images, cost: price.cost)
        return self.ledger.withLock { ledger in
            var ofDay = ledger
            ofDay.caps.usdPerPrompt = nil
            return ofDay.verdict(charge, since: day.start)
        }
    }

    /// What was spent in the day of `now`.
    func spending(at now: Date) -> Spending {
        let day = self.day(of: now)
        return self.ledger.withLock { $0.spending(since: day.start) }
    }

    private static func charge(_ request: JobRequest, _ now: Date) -> Charge {
        Charge(submitted: now, images: request.imageCount, cost: request.estimate)
    }
}
