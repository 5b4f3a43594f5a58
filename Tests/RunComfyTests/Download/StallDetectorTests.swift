import Testing

@testable import RunComfy

@Suite(.timeLimit(.minutes(1))) struct StallDetectorTests {
    @Test func aWindowWithoutEnoughBytesIsAStall() async {
        let watch = StallDetector(window: .milliseconds(100), slowestRate: 1000)
        watch.received(99)
        #expect(await watch.stalled())
    }

    // Steady bytes at the rate are no stall, however long they go on.
    @Test func aWindowWithEnoughBytesIsFollowedByANewOne() async {
        let start = ContinuousClock.now
        let watch = StallDetector(window: .milliseconds(100), slowestRate: 1000)
        watch.received(100)
        #expect(await watch.stalled())
        #expect(ContinuousClock.now - start >= .milliseconds(200))
    }

    @Test func timeInTheSinkIsNoStall() async throws {
        let watch = StallDetector(window: .milliseconds(50), slowestRate: 0)
        watch.sinkStarted()
        let watched = await withTimeout(.milliseconds(300)) { await watch.stalled() }
        #expect(watched.expired)
        #expect(try watched.result.get() == false)
    }

    @Test func aWatchThatIsCancelledReportsNoStall() async {
        let watch = StallDetector(window: .seconds(600), slowestRate: 0)
        let stalled = await withTaskGroup(of: Bool.self) { group in
            group.addTask { await watch.stalled() }
            group.cancelAll()
            return await group.next()
        }
        #expect(stalled == false)
    }
}
