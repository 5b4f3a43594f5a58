import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
package import PromptCore

extension RunComfyClient {
    /// Asks where a request stands.
    package func status(of id: RequestID) async throws(APIError) -> RequestState {
        let (answer, body) = try await self.call(.GET, "\(self.path(id))/status")
        return try self.state(in: body, of: id, answer: answer)
    }

    /// Asks what a request has brought, with its cost; for an unfinished one, where it stands.
    package func result(of id: RequestID) async throws(APIError) -> GenerationResult {
        let (answer, body) = try await self.call(.GET, "\(self.path(id))/result?include_cost=true")
        return GenerationResult(state: try self.state(in: body, of: id, answer: answer), body: body)
    }

    /// Asks the API to cancel a request, which it does only while the request is queued.
    package func cancel(_ id: RequestID) async throws(APIError) -> CancelOutcome {
        let (answer, body) = try await self.call(.POST, "\(self.path(id))/cancel")
        guard let outcome = CancelOutcome(body) else { throw self.unreadable(answer, "has no outcome that is known") }
        return outcome
    }

    /// Asks the catalog for a model's base price.
    package func price(of model: ModelID) async throws(APIError) -> ModelPrice {
        let (answer, body) = try await self.call(.GET, "/models/\(model)")
        guard let price = ModelPrice(body) else {
            // Asking again would bring the same: it is the catalog that does not say.
            throw APIError(.refused, status: answer.status, message: "The catalog names no price for \(model).")
        }
        return price
    }

    private func path(_ id: RequestID) -> String { "/requests/\(WebAddress.segment(id.rawValue))" }

    /// Makes one call; returns its answer and the object in it, and throws anything that is not a plain success.
    private func call(_ method: HTTPMethod, _ path: String) async throws(APIError) -> (APIAnswer, WireValue) {
        let exchange = await self.exchange(
            self.request(method, path),
            on: self.connections.calls,
            within: self.timeouts.call
        )
        switch exchange {
        case .failed(let reason):
            throw APIError(.transient, message: self.unreachable(reason)).readable(hiding: self.token)
        case .answered(let answer):
            let body = WireValue.object(in: answer.body)
            if let failure = APIError(answer, body: body, now: Date()) { throw failure.readable(hiding: self.token) }
            guard let body else { throw self.unreadable(answer, "is not the JSON object it should be") }
            return (answer, body)
        }
    }

    private func state(in body: WireValue, of id: RequestID, answer: APIAnswer) throws(APIError) -> RequestState {
        // Someone else's result must never be delivered under this prompt's name.
        if let named = body["request_id"]?.text, named != id.rawValue {
            throw self.unreadable(answer, "is about another request")
        }
        guard let text = body["status"]?.text else { throw self.unreadable(answer, "has no status") }
        let state = RequestState(text: text, body: body)
        guard case .failed(let reason?) = state else { return state }
        return .failed(self.token.redacting(reason))
    }

    private func unreadable(_ answer: APIAnswer, _ what: String) -> APIError {
        APIError.unreadable(answer, what).readable(hiding: self.token)
    }
}
