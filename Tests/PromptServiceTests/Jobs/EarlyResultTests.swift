import PromptCore
import Synchronization
import Testing

@testable import PromptService

/// Which questions are asked about a request, and in which order: an answer for the result has the state as well.
@Suite(.timeLimit(.minutes(1)))
struct EarlyResultTests {
    private enum Question: Equatable { case status, result }

    /// An API that tells in turn how far a request is, and keeps what it was asked.
    private final class Progress: Sendable {
        private struct State {
            var asked: [Question] = []
            var left: [RequestState]
        }

        private let state: Mutex<State>

        init(_ states: [RequestState]) {
            self.state = Mutex(State(left: states))
        }

        var asked: [Question] { self.state.withLock { $0.asked } }

        /// How far it is at this question; at the last state it stays.
        func next(_ question: Question) -> RequestState {
            self.state.withLock { state in
                state.asked.append(question)
                return state.left.count > 1 ? state.left.removeFirst() : state.left[0]
            }
        }

        func script(onEarlyResult failure: APIError? = nil) -> ScriptedAPI.Script {
            var script = ScriptedAPI.Script()
            let complete = script.result
            script.status = { () throws(APIError) in self.next(.status) }
            script.result = { () throws(APIError) in
                let state = self.next(.result)
                if state == .completed {
                    var result = try await complete()
                    // Nothing more is to be asked.
                    result.cost = result.cost ?? USD(micros: 30_000)
                    return result
                }
                if let failure { throw failure }
                return GenerationResult(state: state)
            }
            return script
        }
    }

    /// Catches a question for the state of what runs, whose answer the result's would have had.
    @Test
    func whatRunsIsAskedForItsResult() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            let progress = Progress([.queued(position: 1), .running, .running, .completed])
            try await bench.drain(ScriptedAPI(progress.script()))
            #expect(try bench.names(bench.outbox) == ["a"])
            #expect(progress.asked == [.status, .status, .result, .result])
        }
    }

    /// Catches a paid result that is given up, or asked for early again and again, where the API answers about what is
    /// finished alone.
    @Test(arguments: [APIError.Kind.notFound, .refused, .unclear])
    func anAPIThatAnswersForFinishedOnesAlone(_ kind: APIError.Kind) async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            let progress = Progress([.running, .running, .running, .completed])
            let failure = APIError(kind, message: "not yet")
            try await bench.drain(ScriptedAPI(progress.script(onEarlyResult: failure)))
            #expect(try bench.names(bench.outbox) == ["a"])
            #expect(progress.asked == [.status, .result, .status, .status, .result])
        }
    }

    /// Catches trouble with an early question that is taken for an answer, or met by the same question again.
    @Test
    func afterTroubleTheStateIsAskedFor() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            let progress = Progress([.running, .running, .running, .completed])
            let failure = APIError(.transient, status: 503, message: "busy")
            try await bench.drain(ScriptedAPI(progress.script(onEarlyResult: failure)))
            #expect(try bench.names(bench.outbox) == ["a"])
            #expect(progress.asked == [.status, .result, .status, .status, .result])
        }
    }

    /// Catches a daemon that learns nothing from the first request, and asks in vain about each of the others.
    @Test
    func itIsFoundOutOnce() async throws {
        try await Workbench.with { bench in
            for name in ["a", "b", "c"] {
                try bench.drop("\(name).prompt.json", #"{"text": "Draw 1 image of \#(name)."}"#)
            }
            let requests = Mutex<[String: Progress]>([:])
            let api = ScriptedAPI(
                Self.several { id in
                    requests.withLock { requests in
                        let progress = requests[id] ?? Progress([.running, .running, .running, .completed])
                        requests[id] = progress
                        return progress
                    }
                }
            )
            try await bench.drain(api) { $0.maxInFlight = .fixed(1) }
            #expect(try bench.names(bench.outbox) == ["a", "b", "c"])
            let asked = requests.withLock { $0.values.flatMap(\.asked) }
            // One question in vain, of the first.
            #expect(asked.count { $0 == .result } == 4)
        }
    }

    /// Catches a hiccup that is taken for what the API always does.
    @Test
    func aHiccupIsNotRemembered() async throws {
        try await Workbench.with { bench in
            for name in ["a", "b"] { try bench.drop("\(name).prompt.json", #"{"text": "Draw 1 image of \#(name)."}"#) }
            let first = Progress([.running, .running, .running, .completed])
            let second = Progress([.running, .completed])
            let busy = APIError(.transient, status: 503, message: "busy")
            let api = ScriptedAPI(Self.several(failure: { $0 == "1" ? busy : nil }) { $0 == "1" ? first : second })
            try await bench.drain(api) { $0.maxInFlight = .fixed(1) }
            #expect(try bench.names(bench.outbox) == ["a", "b"])
            #expect(first.asked == [.status, .result, .status, .status, .result])
            // The very first question may be for the result too, if the first one's generation was as short.
            #expect(second.asked.last == .result && second.asked.count == 2)
        }
    }

    private static func several(
        failure: @escaping @Sendable (String) -> APIError? = { _ in APIError(.notFound, message: "not yet") },
        _ progress: @escaping @Sendable (String) -> Progress
    ) -> ScriptedAPI.Script {
        var script = ScriptedAPI.Script()
        let complete = script.result
        let current = Mutex(0)
        script.submit = { _ in
            let number = current.withLock { number in
                number += 1
                return number
            }
            return RequestID("request-\(number)").map { .accepted($0) } ?? .unknown(Trouble("no id"))
        }
        script.status = { () throws(APIError) in progress("\(current.withLock { $0 })").next(.status) }
        script.result = { () throws(APIError) in
            let number = "\(current.withLock { $0 })"
            let state = progress(number).next(.result)
            if state == .completed {
                var result = try await complete()
                // Nothing more is to be asked.
                result.cost = result.cost ?? USD(micros: 30_000)
                return result
            }
            if let failure = failure(number) { throw failure }
            return GenerationResult(state: state)
        }
        return script
    }
}
