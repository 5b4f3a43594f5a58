import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
package import PromptCore

extension RunComfyClient {
    /// Submits `body`, JSON as the model's input schema has it, as one POST that costs money.
    ///
    /// Never repeats it.
    ///
    /// The POST goes out on a connection opened for it. Cancelling the task while the answer is outstanding ends the
    /// wait with `.unknown`.
    package func submit(_ model: ModelID, body: [UInt8]) async -> SubmissionOutcome {
        // Nothing is asked of the gate for an empty body, so nothing could be proven afterwards.
        guard !body.isEmpty else { return .notSent(Trouble("The prompt's request has no body. Nothing was sent.")) }
        let gate = BodyGate()
        var request = self.request(.POST, "/models/\(model.path)")
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Connection", value: "close")
        request.body = .stream(GatedBody(bytes: ByteBuffer(bytes: body), gate: gate), length: .known(Int64(body.count)))

        let outcome: SubmissionOutcome
        switch await self.exchange(request, for: .submission, within: self.timeouts.submission) {
        case .answered(let answer):
            outcome = SubmissionOutcome(answer, now: Date())
        case .failed(let reason):
            outcome =
                gate.close()
                ? .notSent(Trouble(self.unreachable(reason)))
                : .unknown(Trouble("The request went to \(self.endpoint.display), but no answer came back: \(reason)."))
        }
        return outcome.readable(hiding: self.token)
    }
}
