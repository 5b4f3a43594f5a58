import Foundation
import PromptCore
import PromptJournal
import Testing

@testable import PromptService

/// Which ends a hook is told next, without a hook and without waiting.
struct HookPlanTests {
    private let start = ContinuousClock.now
    private let wall = Date(timeIntervalSince1970: 1_800_000_000)
    private let marks: [Untold.Mark]
    private var plan = HookPlan()
    private var settings = HookSettings(program: "/hook", retry: Backoff(first: 10, most: 100))

    init() {
        let wall = self.wall
        self.marks = (1...4).map { Untold.Mark(id: Int64($0), ended: wall.addingTimeInterval(Double($0))) }
    }

    private func next(_ marks: [Untold.Mark], at seconds: Double = 0) -> HookPlan.Step {
        self.plan.next(
            of: marks,
            self.settings,
            wall: self.wall.addingTimeInterval(seconds),
            at: self.at(seconds)
        )
    }

    private func at(_ seconds: Double) -> ContinuousClock.Instant { self.start + .seconds(seconds) }

    private mutating func fail(_ marks: [Untold.Mark], at seconds: Double) {
        // Spread to the full wait.
        self.plan.failed(marks, self.settings, at: self.at(seconds), random: 1)
    }

    @Test func theOldestIsToldByItself() {
        #expect(self.next([]) == .wait(until: nil))
        #expect(self.next(self.marks) == .tell([self.marks[0]]))
    }

    /// Catches a server that is down and is asked for each of a thousand ends at once.
    @Test mutating func aFailureHoldsUpAll() {
        self.fail([self.marks[0]], at: 0)
        #expect(self.next(self.marks, at: 9) == .wait(until: self.at(10)))
        #expect(self.next(self.marks, at: 10) == .tell([self.marks[1]]))
        self.fail([self.marks[1]], at: 10)
        #expect(self.next(self.marks, at: 29) == .wait(until: self.at(30)))
    }

    /// Catches one end that is never taken, and behind which all others wait for a day.
    @Test mutating func oneThatIsNeverTakenDoesNotHoldUpTheOthers() {
        self.fail([self.marks[0]], at: 0)
        #expect(self.next(self.marks, at: 30) == .tell([self.marks[1]]), "although the first is due again")
        self.fail([self.marks[0]], at: 0)
        self.fail([self.marks[0]], at: 30)
        self.plan.told([self.marks[1]])
        #expect(self.next(self.marks, at: 31) == .tell([self.marks[2]]))
        #expect(self.next([self.marks[0]], at: 31) == .wait(until: self.at(70)))
        #expect(self.next([self.marks[0]], at: 70) == .tell([self.marks[0]]))
    }

    /// Catches a message that is sent once more while the journal cannot forget it.
    @Test mutating func whatIsToldIsNotToldAgain() {
        self.plan.told([self.marks[0]])
        #expect(self.next(self.marks) == .tell([self.marks[1]]))
        #expect(self.plan.finished == [self.marks[0]])
        self.plan.removed([self.marks[0]])
        #expect(self.plan.finished.isEmpty)
    }

    /// Catches ends of before a weekend, for which the machine was off, that are given up at the first failure.
    @Test mutating func nothingIsGivenUpThatWasHardlyTried() {
        self.settings.leastTried = .seconds(100)
        self.fail([self.marks[0]], at: 0)
        self.fail([self.marks[1]], at: 50)
        let soon = self.plan.triedLong(self.marks, self.settings, at: self.at(99))
        #expect(soon.isEmpty && !self.plan.isLongBroken(self.settings, at: self.at(99)))
        let late = self.plan.triedLong(self.marks, self.settings, at: self.at(100))
        #expect(late == [self.marks[0]] && self.plan.isLongBroken(self.settings, at: self.at(100)))
        // The others go on: one that is never taken says nothing of those.
        self.plan.told([self.marks[1]])
        #expect(!self.plan.isLongBroken(self.settings, at: self.at(1000)))
    }

    @Test mutating func aBatchWaitsFromItsFirstEndOn() {
        self.settings.batch = .seconds(60)
        #expect(self.next([self.marks[0]], at: 1) == .wait(until: self.at(61)))
        #expect(self.next(self.marks, at: 60.5) == .wait(until: self.at(61)))
        #expect(self.next(self.marks, at: 61) == .tell(self.marks))
        self.fail(self.marks, at: 61)
        #expect(self.next(self.marks, at: 71) == .tell(Array(self.marks[..<2])), "what has failed does not wait again")
    }

    /// Catches one end that is never taken and has all that are told with it wait, and be given up, as well; and a message
    /// for each of a hundred when the hook works again.
    @Test mutating func aBadBatchIsHalvedAndGrowsAgain() {
        self.settings.batch = .seconds(60)
        self.fail(self.marks, at: 61)
        self.fail(Array(self.marks[..<2]), at: 71)
        #expect(self.next(self.marks, at: 200) == .tell([self.marks[2]]))
        self.plan.told([self.marks[2]])
        #expect(self.next(self.marks, at: 200) == .tell([self.marks[3]]), "those that were tried as often")
        self.plan.told([self.marks[3]])
        #expect(self.next(self.marks, at: 200) == .tell(Array(self.marks[..<2])))
        // What is new does not have them wait for its batch.
        let new = Untold.Mark(id: 9, ended: self.wall.addingTimeInterval(190))
        #expect(self.next(self.marks + [new], at: 200) == .tell(Array(self.marks[..<2])))
        self.fail(Array(self.marks[..<2]), at: 200)
        #expect(self.next(self.marks + [new], at: 260) == .tell([new]))
    }

    /// Catches a clock that is set back and holds messages up for as long.
    @Test mutating func theClockOnTheWallDoesNotHoldABatchUp() {
        self.settings.batch = .seconds(60)
        #expect(self.next(self.marks, at: -100_000) == .wait(until: self.at(-100_000 + 60)))
    }

    /// Catches an end of the process that waits, that tells the same for ever, or that tries one alone.
    @Test mutating func atTheLastNothingIsWaitedForAndEachIsTried() {
        self.fail([self.marks[0]], at: 0)
        self.plan.isLast = true
        for mark in self.marks[1...] + [self.marks[0]] {
            #expect(self.next(self.marks) == .tell([mark]))
            self.fail([mark], at: 0)
        }
        #expect(self.next(self.marks) == .wait(until: nil))
    }

    @Test mutating func atTheLastABatchIsToldAtOnce() {
        self.settings.batch = .seconds(60)
        self.plan.isLast = true
        #expect(self.next(self.marks) == .tell(self.marks))
        self.fail(self.marks, at: 0)
        #expect(self.next(self.marks) == .tell(Array(self.marks[..<2])))
        #expect(self.next([]) == .wait(until: nil))
    }
}
