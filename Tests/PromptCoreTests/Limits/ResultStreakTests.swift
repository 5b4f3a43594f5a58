import Testing

@testable import PromptCore

@Suite struct ResultStreakTests {
    private func job(_ number: UInt64) -> JobID { JobID(at: JobSample.time, random: number) }

    /// Catches one job that tries again and again and is taken for many.
    @Test func oneResultIsItsOwnTrouble() {
        var streak = ResultStreak()
        for _ in 0..<100 { #expect(streak.failed(self.job(1)) == false) }
        #expect(streak.failed(self.job(2)) == false)
        #expect(streak.failed(self.job(3)) == true)
        #expect(streak.failed(self.job(3)) == false, "it says nothing new")
        #expect(streak.failed(self.job(4)) == true)
    }

    /// Catches a count that goes on although results come.
    @Test func aResultThatComesCountsFromTheStart() {
        var streak = ResultStreak()
        for round in 0..<20 {
            #expect(streak.failed(self.job(UInt64(2 * round))) == false)
            #expect(streak.failed(self.job(UInt64(2 * round + 1))) == false)
            streak.worked(self.job(1000))
        }
    }

    /// Catches results that never come and hold everybody again after each one that does.
    @Test func whatIsStuckIsCountedOnce() {
        var streak = ResultStreak()
        for number in 1...8 { _ = streak.failed(self.job(UInt64(number))) }
        for _ in 0..<3 {
            streak.worked(self.job(1000))
            for number in 1...8 { #expect(streak.failed(self.job(UInt64(number))) == false) }
        }
        // One that has come, or is over, and fails once more is news.
        streak.worked(self.job(1))
        streak.ended(self.job(2))
        #expect(streak.failed(self.job(1)) == false)
        #expect(streak.failed(self.job(2)) == false)
        #expect(streak.failed(self.job(9)) == true)
    }

    /// Catches a second result that is bought although none can ever be fetched from there.
    @Test func aPlaceThatHasNeverWorkedIsEverybodys() {
        var streak = ResultStreak()
        #expect(streak.failed(self.job(1), isOfPlace: true) == true)
        streak.worked(self.job(1))
        #expect(streak.failed(self.job(2), isOfPlace: true) == false)
        #expect(streak.failed(self.job(3), isOfPlace: true) == false)
        #expect(streak.failed(self.job(4), isOfPlace: true) == true)
    }
}
