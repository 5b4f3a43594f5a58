import Testing

@testable import Sandbox

@Suite struct FaultTests {
    @Test(
        arguments: [
            (["do": "drop"], "\"on\""), (["on": "submit", "do": "explode"], "\"drop\""),
            (["on": "status", "do": "slow", "bytes_per_second": .integer(1)], "\"download\""),
            (["on": "submit", "do": "status"], "needs \"status\""),
            (["on": "submit", "do": "status", "status": .integer(99)], "200"),
            (["on": "submit", "do": "drop", "seconds": .integer(1)], "\"charged\""),
            (["on": "submit", "do": "drop", "times": .integer(0)], "\"times\""),
            (["on": "submit", "do": "drop", "skip": .integer(-1)], "\"skip\""),
            (["on": "submit", "do": "drop", "match": .integer(1)], "\"match\""),
            (["on": "submit", "do": "drop", "charged": "yes"], "wrong type"),
            (["on": "submit", "do": "cut", "bytes": .integer(-1)], "\"bytes\""), ("drop", "object"),
        ] as [(APIValue, String)]
    )
    func aWrongFaultIsRefusedWithWhatIsAllowed(_ json: APIValue, _ expected: String) {
        let error = #expect(throws: ControlError.self) { try Fault(json: json) }
        #expect(error?.message.contains(expected) == true)
    }

    /// What GET lists must be what POST takes, for every kind.
    @Test(arguments: Fault.Kind.allCases)
    func everyKindCanBeWrittenAndReadAgain(_ kind: Fault.Kind) throws {
        let rule = Fault.rule(for: kind)
        var fault = Fault(on: try #require(rule.calls.first), kind: kind, times: nil, skip: 2, match: "gull")
        for key in rule.needs {
            switch key {
            case .status: fault.parameters.status = 503
            case .bytes: fault.parameters.bytes = 10
            case .seconds: fault.parameters.seconds = 0.5
            case .bytesPerSecond: fault.parameters.bytesPerSecond = 100
            default:
                fault.parameters.state = key == .state ? "pending" : nil
                fault.parameters.url = key == .url ? "http://x.invalid/" : nil
                fault.parameters.location = key == .location ? "/" : nil
            }
        }
        let json = try APIValue(parsing: try JSONText.bytes(of: fault))
        #expect(try Fault(json: json) == fault)
    }

    @Test func strikesAsOftenAsAskedThenVanishes() {
        var plan = FaultPlan()
        plan.add(Fault(on: .status, kind: .drop, times: 2, skip: 1))
        #expect(plan.strike(.result, text: "") == nil)
        #expect((0..<5).map { _ in plan.strike(.status, text: "") != nil } == [false, true, true, false, false])
        #expect(plan.faults.isEmpty)
    }

    @Test func strikesForEverAndOnlyWhatMatches() {
        var plan = FaultPlan()
        plan.add(Fault(on: .submit, kind: .reset, times: nil, match: "gull"))
        plan.add(Fault(on: .submit, kind: .drop))
        #expect(plan.strike(.submit, text: "two gulls")?.kind == .reset)
        #expect(plan.strike(.submit, text: "two cats")?.kind == .drop)
        #expect(plan.strike(.submit, text: "two cats") == nil)
        #expect(plan.strike(.submit, text: "gull")?.kind == .reset)
        #expect(plan.strike(.submit, text: "gull", allows: { _ in false }) == nil)
    }
}
