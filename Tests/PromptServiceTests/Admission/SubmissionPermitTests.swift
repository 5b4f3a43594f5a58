import PromptCore
import Testing

@testable import PromptService

struct SubmissionPermitTests {
    enum Ending: CaseIterable, Sendable { case dropped, worked, trouble, thrown }

    private struct Broken: Error {}

    /// Catches what was set aside for a submission and stays so, whichever way the submission ends.
    @Test(arguments: Ending.allCases)
    func whatIsSetAsideIsSetFreeOnce(_ ending: Ending) async throws {
        let clock = ManualClock()
        let jobs = JobsInFlight(clocks: clock.clocks, changed: WakeSignal())
        let gate = SubmissionGate(
            retry: Backoff(first: 10, most: 10),
            jobs: jobs,
            clocks: clock.clocks,
            random: RandomNumbers { 0 },
            logger: .silent,
            onChange: {}
        )
        let released = Counter()
        func submit() async throws {
            guard var permit = try await gate.admit(.named("a"), patience: 1) else { throw Broken() }
            permit.releases { released.add() }
            #expect(released.count == 0)
            switch ending {
            case .dropped: break
            case .worked: permit.worked()
            case .trouble: permit.metTrouble(.balance, message: "empty")
            case .thrown: throw Broken()
            }
        }
        if ending == .thrown {
            await #expect(throws: Broken.self) { try await submit() }
        } else {
            try await submit()
        }
        #expect(released.count == 1)
        #expect((gate.hold != nil) == (ending == .trouble))
    }
}
