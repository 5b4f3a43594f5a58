import Logging
import PromptCore

extension JobRunner {
    /// Asks once more what the request has cost, if the API did not say so with the result: it may come to know it later.
    ///
    /// Once, and whatever comes of it: a result does not wait for a number.
    ///
    /// - Throws: `ShutdownError`.
    func askForLateCost(_ job: inout Job) async throws {
        guard case .collecting(let output) = job.state, output.cost == nil, output.arrivedCount > 0 else { return }
        do {
            let requestID = output.paid.requestID
            let result = try await Pause.interruptible { try await self.api.result(of: requestID) }
            // What is written down next is that all has been fetched.
            if let cost = result.cost { self.advance(&job) { $0.costTold(cost) } }
        } catch let failure as APIError {
            self.logger(for: job).debug("no cost", metadata: [LogKeys.error: "\(failure.message)"])
        }
    }
}
