import Testing

@testable import PromptService

/// Whether the daemon is told to live.
struct DaemonHealthTests {
    /// Catches a dispatcher that is asked for a turn although it has just made one, or is not asked after a long rest.
    @Test
    func onlyOneThatRestsIsAsked() async {
        let (clock, health, asked) = (ManualClock(), DaemonHealth(), Counter())
        health.turnMade(at: clock.clocks.steady())
        clock.advance(9)
        #expect(await health.isAlive(clock.clocks) { asked.add() })
        #expect(asked.count == 0)
        clock.advance(2)
        let isAlive = await health.isAlive(clock.clocks) {
            asked.add()
            health.turnMade(at: clock.clocks.steady())
        }
        #expect(isAlive && asked.count == 1)
    }

    /// Catches a dispatcher that hangs and is told to live, or that is waited for without an end.
    @Test
    func oneThatHangs() async {
        let (clock, health) = (ManualClock(), DaemonHealth())
        async let answer = health.isAlive(clock.clocks) {}
        for _ in 0..<5 {
            await clock.somebodySleeps()
            clock.advance(1)
        }
        #expect(await !answer)
    }

    /// Catches a daemon that is about to end for an error and is told to live.
    @Test
    func oneThatEnds() async {
        let (clock, health) = (ManualClock(), DaemonHealth())
        health.turnMade(at: clock.clocks.steady())
        health.failed(PromptsLeftError(message: "the disk is gone", isToken: false))
        #expect(await !health.isAlive(clock.clocks) {})
    }
}
