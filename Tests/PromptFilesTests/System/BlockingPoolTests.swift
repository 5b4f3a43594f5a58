import Dispatch
import Synchronization
import Testing

@testable import PromptFiles

/// Work that waits for a disk keeps nobody waiting who has nothing to do with it.
@Suite(.timeLimit(.minutes(1)))
struct BlockingPoolTests {
    /// Catches quick work that is lined up behind slow work although there are idle threads.
    @Test func slowWorkStallsNothingElse() async throws {
        let pool = BlockingPool("test", width: 2)
        let (begun, end) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await pool.run {
                    begun.signal()
                    end.wait()
                }
            }
            try await pool.run { begun.wait() }
            for _ in 0..<50 { try await pool.run {} }
            #expect(pool.oldest != nil)
            end.signal()
            try await group.waitForAll()
        }
        #expect(pool.oldest == nil)
    }

    /// Catches a call that hangs and whose age is not told, and one that is told when it is over.
    @Test func theOldestIsTheOneThatWaitsLongest() async throws {
        let pool = BlockingPool("test", width: 1)
        let before = ContinuousClock.now
        let first = pool.begin()
        let between = ContinuousClock.now
        let second = pool.begin()
        #expect(try before...between ~= #require(pool.oldest))
        pool.end(first)
        #expect(try #require(pool.oldest) >= between)
        pool.end(second)
        #expect(pool.oldest == nil)
        struct Failure: Error {}
        await #expect(throws: Failure.self) { try await pool.run { throw Failure() } }
        #expect(pool.oldest == nil)
    }
}
