import Foundation
import PromptCore
import Testing

@testable import PromptService

/// Holds begin, are tried out by one, and end; the clock is moved by hand.
@Suite(.timeLimit(.minutes(1)))
struct SubmissionGateTests {
    private let clock = ManualClock()
    private let jobs: JobsInFlight
    private let changes = Counter()
    private let gate: SubmissionGate

    init() {
        let changes = self.changes
        self.jobs = JobsInFlight(clocks: self.clock.clocks, changed: WakeSignal())
        self.gate = SubmissionGate(
            retry: Backoff(first: 10, most: 1000),
            jobs: self.jobs,
            clocks: self.clock.clocks,
            // The longest wait that there is without a wish of the server's.
            random: RandomNumbers { UInt64.max },
            logger: .silent,
            onChange: { changes.add() }
        )
        for name in ["a", "b"] { self.jobs.begin(.named(name)) }
    }

    /// Asks once, and lets the time pass that it would wait.
    private func isAdmitted(_ name: String = "a", isTrial: Bool? = nil, _ end: Ending = .dropped) async throws -> Bool {
        let gate = self.gate
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                guard let permit = try await gate.admit(.named(name), patience: 1) else { return false }
                if let isTrial { #expect(permit.isTrial == isTrial) }
                switch end {
                case .dropped: break
                case .worked: permit.worked()
                case .trouble: permit.metTrouble(.balance, message: "still empty")
                }
                return true
            }
            group.addTask {
                await self.clock.somebodySleeps()
                self.clock.advance(1)
                return false
            }
            let first = try await group.next() ?? false
            group.cancelAll()
            if first { return true }
            return try await group.next() ?? false
        }
    }

    private enum Ending { case dropped, worked, trouble }

    private struct NotAdmitted: Error {}

    private func isPatientlyAdmitted(_ name: String) async throws -> Bool {
        guard let permit = try await self.gate.admit(.named(name), patience: 1) else { return false }
        permit.worked()
        return true
    }

    /// A permit that is given at once.
    private func permit(_ name: String = "a") async throws -> SubmissionPermit {
        guard let permit = try await self.gate.admit(.named(name), patience: 1) else { throw NotAdmitted() }
        return permit
    }

    /// Catches a gate that tries out what nothing is wrong with.
    @Test func anOpenGateLetsAllThrough() async throws {
        #expect(try await self.isAdmitted(isTrial: false))
        #expect(self.gate.admitsNew())
        #expect(self.gate.hold == nil)
    }

    /// Catches more prompts under way than may be swallowed, and one that waits on although another was answered.
    @Test func threeGoAndTheOthersWaitForAnAnswer() async throws {
        let first = try await self.permit()
        let second = try await self.permit()
        let third = try await self.permit()
        #expect(self.gate.admitsNew() && self.gate.hold == nil)
        async let isAdmitted = self.isPatientlyAdmitted("b")
        await self.clock.somebodySleeps()
        first.worked()
        self.clock.advance(0.5)
        #expect(try await isAdmitted)
        second.worked()
        third.worked()
    }

    /// Catches a hold that lets somebody through before its time, or two at once when it is due.
    @Test func oneTriesWhenTheHoldIsDue() async throws {
        self.gate.trouble(.balance, message: "empty", retryAfter: 100)
        #expect(self.changes.count == 1)
        #expect(!self.gate.admitsNew())
        #expect(self.gate.hold?.until == self.clock.wall.addingTimeInterval(100))
        #expect(try await !self.isAdmitted())
        self.clock.advance(100)
        #expect(self.gate.admitsNew())
        let permit = try await self.permit()
        let isTrial = permit.isTrial
        #expect(isTrial)
        #expect(!self.gate.admitsNew())
        #expect(try await !self.isAdmitted("b"))
        permit.worked()
        #expect(self.gate.hold == nil)
        #expect(self.changes.count == 2)
        #expect(try await self.isAdmitted("b", isTrial: false))
    }

    /// Catches a trial that was given up and keeps the others waiting for its word for ever.
    @Test func aPermitThatIsDroppedLetsTheNextOneTry() async throws {
        self.gate.trouble(.storage, message: "full")
        self.clock.advance(1000)
        for _ in 0..<3 { #expect(try await self.isAdmitted(isTrial: true, .dropped)) }
        #expect(self.gate.hold?.reason == .storage)
    }

    /// Catches a wait that does not grow, or a trial that stays open after it has met the trouble again.
    @Test func troubleMetAgainMakesTheWaitLonger() async throws {
        self.gate.trouble(.balance, message: "empty")
        let first = try #require(self.gate.hold)
        self.clock.advance(first.until.timeIntervalSince(self.clock.wall))
        #expect(try await self.isAdmitted(isTrial: true, .trouble))
        let second = try #require(self.gate.hold)
        #expect(second.attempts == 2 && second.message == "still empty")
        #expect(second.until.timeIntervalSince(self.clock.wall) > first.until.timeIntervalSince(first.since))
        self.clock.advance(second.until.timeIntervalSince(self.clock.wall))
        #expect(try await self.isAdmitted(isTrial: true, .worked))
        #expect(self.gate.hold == nil)
    }

    /// Catches an answer to what was sent before the trouble that is taken for its end.
    @Test func whatWasAdmittedBeforeTellsNothing() async throws {
        let permit = try await self.permit()
        self.clock.advance(1)
        self.gate.trouble(.token, message: "wrong")
        permit.worked()
        #expect(self.gate.hold?.reason == .token)
    }

    /// Catches a hold that a clock set by hand makes endless, or ends.
    @Test(arguments: [-86_400.0, 86_400])
    func theClockOnTheWallChangesNoHold(_ shift: Double) async throws {
        self.gate.trouble(.balance, message: "empty", retryAfter: 100)
        self.clock.setWall(shift)
        #expect(try await !self.isAdmitted())
        self.clock.advance(100)
        #expect(try await self.isAdmitted(isTrial: true))
    }

    /// Catches caps that stay reached on the next day, and a big prompt for which there is no room that holds up others.
    @Test func aReachedCapIsToldUntilTheDayIsOver() async throws {
        let today = Budget.Day(start: self.clock.wall, end: self.clock.wall.addingTimeInterval(3600))
        self.gate.budgetReached("3 of 3", day: today)
        self.gate.budgetReached("3 of 3", day: today)
        #expect(self.changes.count == 1)
        #expect(self.gate.hold?.reason == .budget && self.gate.hold?.until == today.end)
        #expect(try await self.isAdmitted(isTrial: false))
        #expect(self.gate.admitsNew())
        self.gate.dayIs(today)
        #expect(self.gate.hold?.reason == .budget)
        self.gate.dayIs(Budget.Day(start: today.end, end: today.end.addingTimeInterval(3600)))
        #expect(self.gate.hold == nil && self.changes.count == 2)
        #expect(try await self.isAdmitted(isTrial: false))
    }

    /// Catches submissions that go on although nothing is heard of them, a stop that ends by itself, and one that no
    /// person can end.
    @Test func nothingIsSentWhenNothingIsHeard() async throws {
        for _ in 0..<Holds.mostUnanswered { self.gate.submissionUnanswered("cut off") }
        #expect(self.gate.isStopped)
        let hold = try #require(self.gate.hold)
        #expect(hold.reason == .unconfirmed && hold.message.contains("cut off") && hold.message.contains("RESUME"))
        self.clock.advance(1e6)
        #expect(try await !self.isAdmitted())
        #expect(!self.gate.admitsNew())
        self.gate.resumed()
        #expect(!self.gate.isStopped && self.gate.hold == nil)
        #expect(try await self.isAdmitted(isTrial: false))
    }

    /// Catches results that cannot be had and are bought on and on.
    @Test(arguments: [Hold.Reason.download, .polling])
    func resultsThatCannotBeHadAreNotBought(_ reason: Hold.Reason) async throws {
        for number in 1...3 { self.gate.resultFailed(reason, Job.sample("x", UInt64(number)).id, message: "no") }
        #expect(self.gate.hold?.reason == reason)
        #expect(!self.gate.admitsNew())
        self.clock.advance(1000)
        let changes = self.changes.count
        #expect(try await self.isAdmitted(isTrial: true, .worked))
        #expect(self.gate.hold?.reason == reason)
        #expect(self.changes.count > changes, "whoever waits for its end has to wait longer, and to know that")
        #expect(try await !self.isAdmitted())
        self.gate.resultCame(reason, Job.sample("y", 9).id)
        #expect(self.gate.hold == nil)
    }

    /// Catches a new prompt that is claimed while one waits already to try.
    @Test func nobodyNewIsClaimedWhileSomebodyWaits() async throws {
        self.gate.trouble(.balance, message: "empty")
        self.clock.advance(1000)
        let (gate, jobs) = (self.gate, self.jobs)
        await jobs.idle(.held, .named("a")) { #expect(!gate.admitsNew()) }
        #expect(gate.admitsNew())
    }
}
