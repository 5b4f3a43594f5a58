import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import PromptCore

extension RunComfyClient {
    /// What became of one request to the API.
    enum Exchange {
        case answered(APIAnswer)
        /// There was no answer, not even a status line.
        case failed(reason: String)
    }

    /// A request to the API, with the token.
    func request(_ method: HTTPMethod, _ path: String) -> HTTPClientRequest {
        self.request(method, url: self.endpoint.url(path))
    }

    /// The same by the whole address, which is one of the API's own.
    func request(_ method: HTTPMethod, url: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.method = method
        request.headers = [
            "Authorization": self.token.authorization,
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": "promptd",
        ]
        return request
    }

    /// Sends `request` and reads the answer, of at most `bodyCap` bytes, both within `limit`.
    func exchange(
        _ request: HTTPClientRequest,
        for use: Connections.Use,
        within limit: Duration,
        bodyCap: Int = APIAnswer.bodyCap
    ) async -> Exchange {
        let way: Connections.Way
        do {
            way = self.connections.way(use, to: try WebAddress(request.url).origin)
        } catch {
            return .failed(reason: "its address \(error.rawValue)")
        }
        let watched = await withTimeout(limit) {
            let response = try await way.client.execute(request, deadline: .now() + TimeAmount(limit))
            return await Self.answer(response, bodyCap)
        }
        switch watched.result {
        case .success(let answer):
            self.logger.debug("api answered", metadata: [LogKeys.httpStatus: "\(answer.status)"])
            return .answered(answer)
        case .failure(let error):
            let reason = watched.expired ? "no answer in time" : way.reason(error)
            self.logger.debug("api did not answer", metadata: [LogKeys.error: "\(self.token.redacting(reason))"])
            return .failed(reason: reason)
        }
    }

    /// What to tell a person when a request got no answer and can be repeated.
    func unreachable(_ reason: String) -> String {
        let host = self.endpoint.display
        let question =
            if let proxy = self.connections.way(.call, to: self.endpoint.origin).proxy {
                "Is \(proxy.variable) right, does that proxy let \(host) through, and is the address right (--api)?"
            } else {
                "Is the address right (--api), and is the network up?"
            }
        return "Cannot reach \(host): \(reason). \(question)"
    }

    /// Reads a body as far as it goes: a status line alone may already be a definite answer.
    private static func answer(_ response: HTTPClientResponse, _ bodyCap: Int) async -> APIAnswer {
        var answer = APIAnswer(
            status: Int(response.status.code),
            retryAfter: response.headers.first(name: "Retry-After"),
            date: response.headers.first(name: "Date"),
            body: []
        )
        do {
            for try await part in response.body {
                let room = bodyCap - answer.body.count
                answer.body.append(contentsOf: part.readableBytesView.prefix(room))
                guard part.readableBytes <= room else {
                    answer.bodyProblem = "the rest of the body was left out"
                    break
                }
            }
            try Task.checkCancellation()
        } catch {
            answer.bodyProblem = "the body was cut short: \(TransportTrouble.reason(error))"
        }
        return answer
    }
}
