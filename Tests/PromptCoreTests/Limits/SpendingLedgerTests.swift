import Foundation
import Testing

@testable import PromptCore

@Suite struct SpendingLedgerTests {
    private static let day = Date(timeIntervalSince1970: 1_772_300_000)

    private static func charge(_ images: Int, _ micros: Int64?, hour: Double = 1) -> Charge {
        Charge(
            submitted: Self.day.addingTimeInterval(hour * 3600),
            images: images,
            cost: micros.map { USD(micros: $0) }
        )
    }

    private static func id(_ number: UInt64) -> JobID { JobID(at: Self.day, random: number) }

    private static func caps(usd: Int64? = nil, images: Int? = nil) -> SpendingCaps {
        SpendingCaps(usdPerDay: usd.map { USD(micros: $0) }, imagesPerDay: images)
    }

    /// A ledger that can be asked within an expectation, although asking changes it.
    private final class Ledger {
        private var value: SpendingLedger

        init(usd: Int64? = nil, images: Int? = nil) {
            self.value = SpendingLedger(caps: SpendingLedgerTests.caps(usd: usd, images: images))
        }
        init(_ caps: SpendingCaps) { self.value = SpendingLedger(caps: caps) }

        func reserve(_ charge: Charge, for job: JobID, since start: Date) -> SpendingLedger.Verdict {
            self.value.reserve(charge, for: job, since: start)
        }
        func spending(since start: Date) -> Spending { self.value.spending(since: start) }
        func note(_ charge: Charge, of job: JobID) { self.value.note(charge, of: job) }
        func note(_ job: Job) -> Bool { self.value.note(job) }
        func release(_ job: JobID) -> Bool { self.value.release(job) }
    }

    /// Catches a cap that is checked and then spent by somebody else: asking and setting aside must be one step.
    @Test func whatIsReservedIsGone() {
        let ledger = Ledger(images: 5)
        #expect(ledger.reserve(Self.charge(3, nil), for: Self.id(1), since: Self.day) == .reserved)
        guard case .overToday(let why) = ledger.reserve(Self.charge(3, nil), for: Self.id(2), since: Self.day) else {
            Issue.record("five images a day, and six are made")
            return
        }
        #expect(why.contains("5 images a day") && why.contains("3 were made today"))
        #expect(ledger.reserve(Self.charge(2, nil), for: Self.id(2), since: Self.day) == .reserved)
        #expect(ledger.spending(since: Self.day).images == 5)
    }

    /// Catches a permit that is dropped and keeps what it had, or takes what is spent for set aside.
    @Test func onlyWhatIsSetAsideCanBeReleased() throws {
        let ledger = Ledger(images: 3)
        #expect(!ledger.release(Self.id(1)))
        #expect(ledger.reserve(Self.charge(3, nil), for: Self.id(1), since: Self.day) == .reserved)
        #expect(ledger.release(Self.id(1)))
        #expect(!ledger.release(Self.id(1)))
        #expect(ledger.reserve(Self.charge(3, nil), for: Self.id(2), since: Self.day) == .reserved)
        ledger.note(Self.charge(3, nil), of: Self.id(2))
        #expect(!ledger.release(Self.id(2)))
        #expect(ledger.spending(since: Self.day).images == 3)
    }

    /// Catches a cap that the first line of the log does not name as it is.
    @Test(
        arguments: [
            (nil, nil, "none"), (5_000_000, nil, "5.00 USD a day"), (nil, 0, "0 images a day"),
            (2_500_000, 500, "2.50 USD a day, 500 images a day"),
        ] as [(Int64?, Int?, String)]
    )
    func capsInWords(usd: Int64?, images: Int?, text: String) {
        #expect(Self.caps(usd: usd, images: images).summary == text)
    }

    /// Catches sums that are rounded: 33 times three cents are 99 cents, and a dollar has room for no more of them.
    @Test func dollarsAreExact() {
        let ledger = Ledger(usd: 1_000_000)
        for number in 1...33 {
            #expect(ledger.reserve(Self.charge(1, 30_000), for: Self.id(UInt64(number)), since: Self.day) == .reserved)
        }
        #expect(ledger.spending(since: Self.day).cost == USD(micros: 990_000))
        guard case .overToday = ledger.reserve(Self.charge(1, 30_000), for: Self.id(34), since: Self.day) else {
            Issue.record("a dollar a day, and 1.02 are spent")
            return
        }
        #expect(ledger.reserve(Self.charge(1, 10_000), for: Self.id(34), since: Self.day) == .reserved)
    }

    /// Catches a prompt that waits for a day that will never come.
    @Test(arguments: [(Self.caps(images: 2), Self.charge(3, 1)), (Self.caps(usd: 2), Self.charge(1, 3))])
    func whatIsMoreThanADayAllowsNeverFits(caps: SpendingCaps, charge: Charge) {
        let ledger = Ledger(caps)
        guard case .never = ledger.reserve(charge, for: Self.id(1), since: Self.day) else {
            Issue.record("it would wait for ever")
            return
        }
        #expect(ledger.spending(since: Self.day) == Spending())
    }

    /// Catches a price that is guessed where there is a cap in USD, and one that is asked for where there is none.
    @Test func anUnknownPriceHoldsOnlyACapInUSD() {
        let ledger = Ledger(usd: 1_000_000)
        #expect(ledger.reserve(Self.charge(1, nil), for: Self.id(1), since: Self.day) == .priceUnknown)
        #expect(ledger.spending(since: Self.day).images == 0)
        let other = Ledger(images: 1)
        #expect(other.reserve(Self.charge(1, nil), for: Self.id(1), since: Self.day) == .reserved)
        #expect(other.spending(since: Self.day) == Spending(images: 1, unpriced: 1))
    }

    /// Catches yesterday's spending in today's sum, and today's that is forgotten when the clock is set back.
    @Test func aDayIsWhatCameSinceItsStart() {
        let ledger = Ledger(images: 5)
        ledger.note(Self.charge(4, nil, hour: -1), of: Self.id(1))
        ledger.note(Self.charge(2, nil, hour: 1), of: Self.id(2))
        ledger.note(Self.charge(1, nil, hour: 40), of: Self.id(3))
        #expect(ledger.spending(since: Self.day).images == 3)
        // The clock is set back by a day, and on again.
        #expect(ledger.spending(since: Self.day.addingTimeInterval(-86_400)).images == 7)
        #expect(ledger.spending(since: Self.day).images == 3)
    }

    /// Catches money that stays set aside although nothing was charged, and an actual cost that is not taken over.
    @Test func theJobSaysWhatItCost() throws {
        let ledger = Ledger(usd: 1_000_000)
        let charged: [(JobState.Name, Int64?)] = [
            (.claiming, nil), (.claimed, nil), (.submitting, 105_000), (.queued, 105_000), (.running, 105_000),
            (.collecting, 105_000), (.publishing, 105_000), (.published, 105_000), (.failed, nil),
            (.unconfirmed, 105_000), (.cancelled, nil),
        ]
        for (state, micros) in charged {
            let job = try JobSample.job(state)
            ledger.note(Self.charge(9, 9_000_000), of: job.id)
            let isLess = ledger.note(job)
            #expect(isLess, "nothing costs nine dollars")
            #expect(ledger.spending(since: .distantPast).cost.micros == micros ?? 0, "\(state)")
            #expect((job.charge == nil) == (micros == nil), "\(state)")
        }
        var job = try JobSample.job(.running)
        _ = job.resultReceived(
            GenerationResult(state: .completed, outputs: JobSample.links(3), cost: USD(micros: 120_000)),
            at: JobSample.time
        )
        #expect(job.charge == Charge(submitted: JobSample.time, images: 3, cost: USD(micros: 120_000)))
    }

    /// Catches space that is set aside for files that are there already, or that cannot come any more.
    @Test func outstandingBytesAreThoseStillToCome() throws {
        let image: Int64 = 2560 * 1440 * 4 + 1 << 16
        let expected: [(JobState.Name, Int64)] = [
            (.claimed, 0), (.submitting, 3), (.queued, 3), (.running, 3), (.collecting, 1), (.publishing, 0),
            (.published, 0), (.failed, 0), (.unconfirmed, 0), (.cancelled, 0),
        ]
        for (state, images) in expected {
            #expect(try JobSample.job(state).outstandingBytes == images * image, "\(state)")
        }
    }

    /// Catches a prompt that is dearer than one may be, and one whose price nobody knows.
    @Test func aCapPerPromptHoldsByItself() {
        let ledger = Ledger(SpendingCaps(usdPerPrompt: USD(micros: 100_000)))
        #expect(ledger.reserve(Self.charge(3, 100_000), for: Self.id(1), since: Self.day) == .reserved)
        #expect(
            ledger.reserve(Self.charge(3, 100_000), for: Self.id(2), since: Self.day) == .reserved,
            "not of the day"
        )
        guard case .never(let why) = ledger.reserve(Self.charge(4, 100_001), for: Self.id(3), since: Self.day) else {
            Issue.record("it costs more than a prompt may")
            return
        }
        #expect(why.contains("0.10 USD a prompt"))
        #expect(ledger.reserve(Self.charge(1, nil), for: Self.id(4), since: Self.day) == .priceUnknown)
        #expect(SpendingCaps(usdPerPrompt: .zero).summary == "0.00 USD a prompt")
    }
}
