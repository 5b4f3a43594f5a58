import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
package import PromptCore

extension RunComfyClient {
    /// Bytes a second below which a line is too slow to wait for.
    private static let slowestUpload: Int64 = 64 << 10

    /// Submits `body`, JSON as the model's input schema has it, as one POST that costs money.
    ///
    /// Never repeats it.
    ///
    /// The POST goes out on a connection opened for it. Cancelling the task while the answer is outstanding ends the
    /// wait with `.unknown`.
    package func submit(_ model: ModelID, body: RequestBody) async -> SubmissionOutcome {
        let count = body.count
        // Nothing is asked of the gate for an empty body, so nothing could be proven afterwards.
        guard count > 0 else { return .notSent(Trouble("The prompt's request has no body. Nothing was sent.")) }
        let gate = BodyGate()
        var request = self.request(.POST, "/models/\(model.path)")
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Connection", value: "close")
        request.body = .stream(GatedBody(body: body, gate: gate), length: .known(count))
        // Files take their time on a slow line: to give up then would leave a submission unconfirmed.
        let limit = self.timeouts.submission + .seconds(count / Self.slowestUpload)

        let outcome: SubmissionOutcome
        switch await self.exchange(request, for: .submission, within: limit) {
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
