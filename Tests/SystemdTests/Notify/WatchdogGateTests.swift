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
    func aKickNeedsATurnSinceTheLastKick(_ steps: [Step]) {
        var gate = WatchdogGate()
        for step in steps {
            switch step {
            case .turn: gate.turnMade()
            case .ask(let expected):
                let answer = gate.shouldKick()
                #expect(answer == expected)
            }
        }
    }
}
