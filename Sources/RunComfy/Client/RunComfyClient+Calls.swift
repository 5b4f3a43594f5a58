import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
package import PromptCore

extension RunComfyClient {
    /// Asks where a request stands.
    package func status(of id: RequestID) async throws(APIError) -> RequestState {
        // Nothing but the state is read, so that it is enough to find that one.
        let needed = ["request_id", "status", "error_code"]
        let (answer, body) = try await self.call(.GET, "\(self.path(id))/status", salvaging: needed)
        return try self.state(in: body, of: id, answer: answer).readable(hiding: self.token)
    }

    /// Asks what a request has brought, with its cost; for an unfinished one, where it stands.
    ///
    /// An answer that cannot be read as a whole is a transient failure, never a result with fewer outputs.
    package func result(of id: RequestID) async throws(APIError) -> GenerationResult {
        let (answer, body) = try await self.call(.GET, "\(self.path(id))/result?include_cost=true")
        let state = try self.state(in: body, of: id, answer: answer)
        return GenerationResult(state: state, body: body, placeLimit: self.placeLimit).readable(hiding: self.token)
    }

    /// Asks the API to cancel a request, which it does only while the request is queued.
    package func cancel(_ id: RequestID) async throws(APIError) -> CancelOutcome {
        let (answer, body) = try await self.call(.POST, "\(self.path(id))/cancel")
        guard let outcome = CancelOutcome(body) else { throw self.unreadable(answer, "has no outcome that is known") }
        return outcome
    }

    private func path(_ id: RequestID) -> String { "/requests/\(WebAddress.segment(id.rawValue))" }

    /// Makes one call; returns its answer and the object in it, and throws anything that is not a plain success.
    ///
    /// Of a success that came whole but cannot be read, it returns the members `salvaging` alone, if there are any to save.
    func call(
        _ method: HTTPMethod,
        _ path: String,
        salvaging names: [String] = [],
        bodyCap: Int = APIAnswer.bodyCap
    ) async throws(APIError) -> (APIAnswer, WireValue) {
        try await self.call(method, url: self.endpoint.url(path), salvaging: names, bodyCap: bodyCap)
    }

    /// The same for a call by its whole address.
    func call(
        _ method: HTTPMethod,
        url: String,
        salvaging names: [String] = [],
        bodyCap: Int = APIAnswer.bodyCap
    ) async throws(APIError) -> (APIAnswer, WireValue) {
        let exchange = await self.exchange(
            self.request(method, url: url),
            for: .call,
            within: self.timeouts.call,
            bodyCap: bodyCap
        )
        switch exchange {
        case .failed(let reason):
            throw APIError(.transient, message: self.unreachable(reason)).readable(hiding: self.token)
        case .answered(let answer):
            let body = WireValue.object(in: answer.body) ?? Self.salvage(names, answer)
            if let failure = APIError(answer, body: body, now: Date()) { throw failure.readable(hiding: self.token) }
            guard let body else { throw self.unreadable(answer, "is not the JSON object it should be") }
            return (answer, body)
        }
    }

    private func state(in body: WireValue, of id: RequestID, answer: APIAnswer) throws(APIError) -> RequestState {
        // Someone else's result must never be delivered under this prompt's name.
        if let named = body["request_id"]?.identifier, RequestID(named) != id {
            throw self.unreadable(answer, "is about another request")
        }
        guard let text = body["status"]?.text else { throw self.unreadable(answer, "has no status") }
        return RequestState(text: text, body: body)
    }

    private static func salvage(_ names: [String], _ answer: APIAnswer) -> WireValue? {
        guard !names.isEmpty, answer.isSuccess, answer.bodyProblem == nil else { return nil }
        return WireValue.salvaged(names, in: answer.body)
    }

    func unreadable(_ answer: APIAnswer, _ what: String) -> APIError {
        APIError.unreadable(answer, what).readable(hiding: self.token)
    }
}
