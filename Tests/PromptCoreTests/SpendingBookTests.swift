import Foundation
import Testing

@testable import PromptCore

@Suite struct SpendingBookTests {
    private static let day = Date(timeIntervalSince1970: 1_772_300_000)

    private static func charge(_ images: Int, _ micros: Int64?, hour: Double = 1) -> Charge {
        Charge(
            submitted: Self.day.addingTimeInterval(hour * 3600),
            images: images,
            cost: micros.map { USD(micros: $0) }
        )
    }

    private static func id(_ number: UInt64) -> JobID { JobID(at: Self.day, random: number) }

    private static func book(usd: Int64? = nil, images: Int? = nil) -> SpendingBook {
        SpendingBook(caps: SpendingCaps(usdPerDay: usd.map { USD(micros: $0) }, imagesPerDay: images))
    }

    /// Catches a cap that is checked and then spent by somebody else: asking and setting aside must be one step.
    @Test func whatIsReservedIsGone() {
        var book = Self.book(images: 5)
        #expect(book.reserve(Self.charge(3, nil), for: Self.id(1), since: Self.day) == .reserved)
        guard case .overToday(let why) = book.reserve(Self.charge(3, nil), for: Self.id(2), since: Self.day) else {
            Issue.record("five images a day, and six are made")
            return
        }
        #expect(why.contains("5 images a day") && why.contains("3 were made today"))
        #expect(book.reserve(Self.charge(2, nil), for: Self.id(2), since: Self.day) == .reserved)
        #expect(book.spending(since: Self.day).images == 5)
    }

    /// Catches sums that are rounded: 33 times three cents are 99 cents, and a dollar has room for no more of them.
    @Test func dollarsAreExact() {
        var book = Self.book(usd: 1_000_000)
        for number in 1...33 {
            #expect(book.reserve(Self.charge(1, 30_000), for: Self.id(UInt64(number)), since: Self.day) == .reserved)
        }
        #expect(book.spending(since: Self.day).cost == USD(micros: 990_000))
        guard case .overToday = book.reserve(Self.charge(1, 30_000), for: Self.id(34), since: Self.day) else {
            Issue.record("a dollar a day, and 1.02 are spent")
            return
        }
        #expect(book.reserve(Self.charge(1, 10_000), for: Self.id(34), since: Self.day) == .reserved)
    }

    /// Catches a prompt that waits for a day that will never come.
    @Test(arguments: [(Self.book(images: 2), Self.charge(3, 1)), (Self.book(usd: 2), Self.charge(1, 3))])
    func whatIsMoreThanADayAllowsNeverFits(book: SpendingBook, charge: Charge) {
        var book = book
        guard case .never = book.reserve(charge, for: Self.id(1), since: Self.day) else {
            Issue.record("it would wait for ever")
            return
        }
        #expect(book.spending(since: Self.day) == Spending())
    }

    /// Catches a price that is guessed where there is a cap in USD, and one that is asked for where there is none.
    @Test func anUnknownPriceHoldsOnlyACapInUSD() {
        var book = Self.book(usd: 1_000_000)
        #expect(book.reserve(Self.charge(1, nil), for: Self.id(1), since: Self.day) == .priceUnknown)
        #expect(book.spending(since: Self.day).images == 0)
        book = Self.book(images: 1)
        #expect(book.reserve(Self.charge(1, nil), for: Self.id(1), since: Self.day) == .reserved)
        #expect(book.spending(since: Self.day) == Spending(images: 1, unpriced: 1))
    }

    /// Catches yesterday's spending in today's sum, and today's that is forgotten when the clock is set back.
    @Test func aDayIsWhatCameSinceItsStart() {
        var book = Self.book(images: 5)
        book.note(Self.charge(4, nil, hour: -1), of: Self.id(1))
        book.note(Self.charge(2, nil, hour: 1), of: Self.id(2))
        book.note(Self.charge(1, nil, hour: 40), of: Self.id(3))
        #expect(book.spending(since: Self.day).images == 3)
        book.forget(before: Self.day)
        #expect(book.spending(since: .distantPast).images == 3)
    }

    /// Catches money that stays set aside although nothing was charged, and an actual cost that is not taken over.
    @Test func theJobSaysWhatItCost() throws {
        var book = Self.book(usd: 1_000_000)
        let charged: [(JobState.Name, Int64?)] = [
            (.claiming, nil), (.claimed, nil), (.submitting, 105_000), (.queued, 105_000), (.running, 105_000),
            (.collecting, 105_000), (.publishing, 105_000), (.published, 105_000), (.failed, nil),
            (.unconfirmed, 105_000), (.cancelled, nil),
        ]
        for (state, micros) in charged {
            let job = try JobSample.job(state)
            book.note(Self.charge(9, 9), of: job.id)
            book.note(job)
            #expect(book.spending(since: .distantPast).cost.micros == micros ?? 0, "\(state)")
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
}
