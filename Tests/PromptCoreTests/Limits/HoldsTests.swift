import Foundation
import Testing

@testable import PromptCore

@Suite struct HoldsTests {
    let start = JobSample.time
    private let book = Holds(backoff: Backoff(first: 10, most: 100))

    /// Seconds the hold lasts beyond the start.
    private func until(_ book: Holds, _ reason: Hold.Reason) -> Double? {
        book.holds[reason].map { $0.until.timeIntervalSince(self.start) }
    }

    private func at(_ seconds: Double) -> Date { self.start.addingTimeInterval(seconds) }

    /// What swallows one answer may swallow all that are under way: between two answers no more than three go.
    @Test func anEmptyBookLetsThroughWhatMayBeSwallowed() {
        var book = self.book
        for _ in 0..<3 { #expect(book.admit(at: self.start) == .go) }
        #expect(book.foremost == nil)
        #expect(!book.isTrying)
        let first = book.round
        #expect(book.admit(at: self.at(1e9)) == .wait(until: nil))
        // One of them was never sent.
        book.submissionEnded(round: first)
        #expect(book.admit(at: self.start) == .go)
        #expect(book.admit(at: self.start) == .wait(until: nil))
        // One has worked: three more may go, and the ends of the old ones make no room for others.
        book.submissionWorked(at: self.start, random: 0)
        for _ in 0..<3 { book.submissionEnded(round: first) }
        for _ in 0..<3 { #expect(book.admit(at: self.start) == .go) }
        #expect(book.admit(at: self.start) == .wait(until: nil))
    }

    /// Those without an answer and those under way count together, held or not.
    @Test func whatIsUnderWayCountsWithWhatWasSwallowed() {
        var book = self.book
        for _ in 0..<3 { #expect(book.admit(at: self.start) == .go) }
        for _ in 0..<2 {
            #expect(book.submissionUnanswered("cut", at: self.start) == false)
            book.troubleMet(.unreachable, message: "cut", at: self.start, random: 0)
            book.submissionEnded(round: book.round)
        }
        #expect(book.admit(at: self.at(1000)) == .wait(until: nil), "two swallowed, one under way")
        book.submissionEnded(round: book.round)
        #expect(book.admit(at: self.at(1000)) == .go)
    }

    @Test func letsOneTryAtATime() {
        var book = self.book
        book.troubleMet(.token, message: "wrong", at: self.start, random: 0)
        #expect(book.admit(at: self.start) == .wait(until: self.at(5)))
        #expect(book.admit(at: self.at(4.9)) == .wait(until: self.at(5)))
        #expect(book.admit(at: self.at(5)) == .go)
        // The rest of the queue must not follow before the one has told how it went.
        #expect(book.admit(at: self.at(6)) == .wait(until: nil))
        #expect(book.admit(at: self.at(1000)) == .wait(until: nil))
        book.submissionAbandoned()
        book.submissionEnded(round: book.round)
        #expect(book.admit(at: self.at(6)) == .go)
    }

    @Test func successEndsEveryHold() {
        var book = self.book
        book.troubleMet(.token, message: "wrong", at: self.start, random: 0)
        book.troubleMet(.storage, message: "full", at: self.start, random: 0)
        #expect(book.admit(at: self.at(5)) == .go)
        book.submissionWorked(at: self.at(5), random: 0)
        #expect(book.holds.isEmpty)
        for _ in 0..<3 { #expect(book.admit(at: self.at(5)) == .go) }
    }

    @Test func waitsForTheLongestHold() {
        var book = self.book
        book.troubleMet(.token, message: "wrong", at: self.start, random: 0)
        book.troubleMet(.rateLimit, message: "slower", retryAfter: 60, at: self.start, random: 0)
        #expect(book.admit(at: self.at(5)) == .wait(until: self.at(60)))
        #expect(book.foremost?.reason == .rateLimit)
        #expect(book.admit(at: self.at(60)) == .go)
    }

    @Test func growsWithEveryFailedTry() {
        var book = self.book
        var now = 0.0
        for (attempt, wait) in [5.0, 10, 20, 40, 50, 50].enumerated() {
            book.troubleMet(.unreachable, message: "down", at: self.at(now), random: 0)
            #expect(book.holds[.unreachable]?.attempts == attempt + 1)
            #expect(self.until(book, .unreachable) == now + wait)
            // The status says since when, not since the last try.
            #expect(book.holds[.unreachable]?.since == self.start)
            now += wait
            #expect(book.admit(at: self.at(now)) == .go)
            book.submissionEnded(round: book.round)
        }
    }

    /// Many jobs run into the same trouble together; counted each, the first outage would wait the longest time.
    @Test(arguments: [nil, 2.0])
    func countsOneTroubleOnce(retryAfter: Double?) {
        var book = self.book
        for job in 0..<50 {
            book.troubleMet(.rateLimit, message: "\(job)", retryAfter: retryAfter, at: self.start, random: 0)
        }
        #expect(book.holds[.rateLimit]?.attempts == 1)
        #expect(self.until(book, .rateLimit) == 5)
        #expect(book.holds[.rateLimit]?.message == "49")
    }

    @Test func waitsAsLongAsTheServerAsks() {
        var book = self.book
        book.troubleMet(.rateLimit, message: "slower", retryAfter: 300, at: self.start, random: 0)
        #expect(self.until(book, .rateLimit) == 300)
        book.troubleMet(.rateLimit, message: "slower", retryAfter: 1, at: self.at(1), random: 0)
        #expect(self.until(book, .rateLimit) == 300)
        book.troubleMet(.rateLimit, message: "slower", retryAfter: 400, at: self.at(1), random: 0)
        #expect(self.until(book, .rateLimit) == 401)
        #expect(book.holds[.rateLimit]?.attempts == 1)
    }

    /// A try that fails ends the try, or nobody would ever try again.
    @Test func troubleEndsTheTry() {
        var book = self.book
        book.troubleMet(.balance, message: "empty", at: self.start, random: 0)
        #expect(book.admit(at: self.at(5)) == .go)
        book.troubleMet(.balance, message: "empty", at: self.at(6), random: 0)
        #expect(!book.isTrying)
        #expect(book.admit(at: self.at(6)) == .wait(until: self.at(16)))
    }

    /// The server's clock and its mistakes are not promptd's: a day's wish is an hour's.
    @Test func aWishCountsForAnHourAtMost() {
        var book = self.book
        book.troubleMet(.rateLimit, message: "tomorrow", retryAfter: 86_400, at: self.start, random: 0)
        #expect(self.until(book, .rateLimit) == 3600)
        book.troubleMet(.rateLimit, message: "tomorrow", retryAfter: 86_400, at: self.at(1), random: 0)
        #expect(self.until(book, .rateLimit) == 3601)
    }

    /// What swallows answers swallows money: nothing but a person ends that, however long nothing happens.
    @Test func threeWithoutAnAnswerStopAllUntilAPersonActs() {
        var book = self.book
        #expect(book.submissionUnanswered("cut", at: self.start) == false)
        #expect(book.submissionUnanswered("cut", at: self.start) == false)
        #expect(book.admit(at: self.start) == .go)
        book.submissionEnded(round: book.round)
        #expect(book.submissionUnanswered("cut off", at: self.at(1)) == true)
        #expect(book.submissionUnanswered("cut off", at: self.at(1)) == false, "told once")
        #expect(book.foremost?.reason == .unconfirmed && book.foremost?.message == "cut off")
        #expect(book.admit(at: self.at(1e9)) == .wait(until: nil))
        // The answer to one that was under way.
        book.submissionWorked(isTrial: true, at: self.at(2), random: 0)
        book.submissionAnswered()
        #expect(book.admit(at: self.at(1e9)) == .wait(until: nil))
        #expect(book.resumed() == true)
        #expect(book.resumed() == false)
        #expect(book.admit(at: self.at(3)) == .go)
        #expect(book.submissionUnanswered("cut", at: self.at(3)) == false, "counted anew")
    }

    @Test(arguments: [true, false])
    func anAnswerInBetweenCountsFromTheStart(hasWorked: Bool) {
        var book = self.book
        for _ in 0..<20 {
            for _ in 0..<2 { #expect(book.submissionUnanswered("cut", at: self.start) == false) }
            if hasWorked { book.submissionWorked(at: self.start, random: 0) } else { book.submissionAnswered() }
        }
    }

    /// That a prompt can be sent says nothing about its result: until one has come, one is bought once in a while.
    @Test(arguments: [Hold.Reason.download, .polling])
    func onlyAResultEndsAHoldOfResults(reason: Hold.Reason) {
        var book = self.book
        book.troubleMet(reason, message: "forbidden", endsTrial: false, at: self.start, random: 0)
        var now = 5.0
        for wait in [10.0, 20, 40, 50, 50] {
            #expect(book.admit(at: self.at(now)) == .go)
            book.submissionWorked(admitted: self.at(now), isTrial: true, at: self.at(now), random: 0)
            #expect(!book.isTrying)
            #expect(book.admit(at: self.at(now)) == .wait(until: self.at(now + wait)))
            now += wait
        }
        #expect(book.resultCame(reason == .download ? .polling : .download) == false)
        #expect(book.resultCame(reason) == true)
        #expect(book.admit(at: self.at(now)) == .go && book.holds.isEmpty)
    }
}
