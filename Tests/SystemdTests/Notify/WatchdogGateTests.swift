import Testing

@testable import Systemd

struct WatchdogGateTests {
    enum Step: Sendable {
        case turn
        case ask(expected: Bool)
    }

    @Test(
        arguments: [
            // A timer that answers yes by itself would keep a stuck daemon alive.
            [.ask(expected: false), .ask(expected: false)],
            [.turn, .ask(expected: true)],
            // One turn is good for one kick, not for all that follow.
            [.turn, .ask(expected: true), .ask(expected: false), .ask(expected: false)],
            // Turns are not saved up: a busy hour must not pay for a stuck one.
            [.turn, .turn, .turn, .ask(expected: true), .ask(expected: false)],
            [.turn, .ask(expected: true), .ask(expected: false), .turn, .ask(expected: true)],
        ] as [[Step]]
    )
    func `A kick needs a turn since the last kick`(_ steps: [Step]) {
        var gate = WatchdogGate()
        for step in steps {
            switch step {
            case .turn: gate.turnMade()
            case .ask(let expected):
                let answer = gate.shouldKick(now: .now)
                #expect(answer == expected)
            }
        }
    }

    @Test func `The last kick is the last yes`() {
        var gate = WatchdogGate()
        let start = ContinuousClock.now
        let early = gate.shouldKick(now: start)
        #expect(!early)
        #expect(gate.lastKick == nil)
        gate.turnMade()
        #expect(gate.hasTurned)
        let kicked = gate.shouldKick(now: start + .seconds(15))
        #expect(kicked)
        let again = gate.shouldKick(now: start + .seconds(30))
        #expect(!again)
        #expect(gate.lastKick == start + .seconds(15))
        #expect(!gate.hasTurned)
    }
}
