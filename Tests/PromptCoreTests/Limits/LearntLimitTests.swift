import Testing

@testable import PromptCore

struct LearntLimitTests {
    private let start = ContinuousClock.now

    @Test func whatAPersonHasSetStays() {
        var limit = LearntLimit.fixed(3)
        for second in 0..<10 {
            limit.worked()
            limit.complained(at: self.start + .seconds(10 * second))
        }
        #expect(limit.value == 3 && limit.highest == 3)
    }

    /// As many as the limit is raise it by one, or nearly so: slower and slower, up to the most.
    @Test func growsByOneARound() {
        var limit = LearntLimit.learnt(first: 8, most: 64)
        for _ in 0..<9 { limit.worked() }
        #expect(limit.count == 9)
        for _ in 0..<10 { limit.worked() }
        #expect(limit.count == 10)
        for _ in 0..<10_000 { limit.worked() }
        #expect(limit.value == 64)
    }

    /// Catches a limit that falls to nothing because all that is under way is refused at once.
    @Test func oneOverloadHalvesItOnce() {
        var limit = LearntLimit.learnt(first: 64, most: 64)
        for millisecond in 0..<64 { limit.complained(at: self.start + .milliseconds(millisecond)) }
        #expect(limit.value == 32)
        limit.complained(at: self.start + .seconds(1))
        #expect(limit.value == 16)
        for second in 2..<20 { limit.complained(at: self.start + .seconds(second)) }
        #expect(limit.count == 1)
    }

    /// A limit that lies between two steps is found, and kept within its half.
    @Test(arguments: [1, 3, 20, 50]) func staysNearWhatTheAPITakes(real: Int) {
        var limit = LearntLimit.learnt(first: 8, most: 64)
        var lows: [Double] = []
        for round in 0..<2000 {
            if limit.count > real {
                limit.complained(at: self.start + .seconds(2 * round))
            } else {
                limit.worked()
            }
            if round > 1000 { lows.append(limit.value) }
        }
        #expect(lows.allSatisfy { $0 < Double(real + 2) && $0 >= max(1, Double(real) / 2) })
    }
}
