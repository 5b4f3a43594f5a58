import Testing

@testable import PromptFiles

/// How long a program may run, without waiting for one.
struct ProgramWatchTests {
    private let start = ContinuousClock.now

    private func watch() -> ProgramWatch {
        let program = Program(path: "/hook", environment: [], input: [], timeLimit: .seconds(30), grace: .seconds(2))
        return ProgramWatch(program, at: self.start)
    }

    private func at(_ seconds: Int) -> ContinuousClock.Instant { self.start + .seconds(seconds) }

    @Test func itIsAskedThenKilledThenLeft() {
        var watch = self.watch()
        #expect(watch.due(at: self.at(29)) == .nothing)
        #expect(watch.due(at: self.at(30)) == .ask)
        #expect(watch.due(at: self.at(31)) == .nothing)
        #expect(watch.due(at: self.at(32)) == .kill)
        #expect(watch.due(at: self.at(33)) == .nothing)
        #expect(watch.due(at: self.at(34)) == .abandon)
        #expect(watch.end(9) == .timedOut)
    }

    /// Catches a stop that gives a program more time than it had.
    @Test func theEndOfAllRunsOnlyShortens() {
        var (early, late) = (self.watch(), self.watch())
        early.stop(by: self.at(5))
        late.stop(by: self.at(50))
        #expect(early.due(at: self.at(5)) == .ask && early.end(15) == .stopped)
        #expect(late.due(at: self.at(29)) == .nothing)
        #expect(late.due(at: self.at(30)) == .ask && late.end(15) == .timedOut)
        early.stop(by: self.at(6))
        #expect(early.next == self.at(7))
    }

    /// Catches a message that is sent once more although its program has said that it was sent.
    @Test func whoHasFinishedWhenItIsAskedHasFinished() {
        var watch = self.watch()
        _ = watch.due(at: self.at(30))
        #expect(watch.end(0) == .exited(code: 0))
        #expect(watch.end(1 << 8) == .timedOut)
        #expect(self.watch().end(1 << 8) == .exited(code: 1))
        #expect(self.watch().end(11) == .killed(signal: 11))
    }
}
