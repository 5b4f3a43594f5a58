import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Answers every request of the sandbox.
struct SandboxResponder: HTTPResponder {
    typealias Context = SandboxContext

    let store: SandboxStore
    let pictures: PictureCache
    let logger: Logger

    /// The largest body that is read: the API's own limit for a request, with all its files.
    static let bodyLimit = 64 << 20

    func respond(to request: Request, context: SandboxContext) async throws -> Response {
        do {
            var request = request
            let body: [UInt8]
            do {
                body = Array(buffer: try await request.collectBody(upTo: Self.bodyLimit))
            } catch is NIOTooManyBytesError {
                return try Answer.failure(.contentTooLarge, "The body is larger than \(Self.bodyLimit) bytes.").response
            }
            let response = try await self.answer(request, body: body, context: context)
            return request.method == .head ? response.createHeadResponse() : response
        } catch is CancellationError {
            // The sandbox shuts down while a fault kept this request waiting.
            return context.drop()
        } catch let error as SandboxError {
            self.logger.error("request failed", metadata: ["error.code": "\(error.code)", "error.message": "\(error)"])
            return try Answer.failure(.internalServerError, error.message).response
        } catch let error as ControlError {
            return try Answer.failure(.badRequest, error.message).response
        }
    }

    private func answer(_ request: Request, body: [UInt8], context: SandboxContext) async throws -> Response {
        let route = Route(request.method, path: request.uri.path)
        if route.needsToken, let refusal = try self.refusal(of: request, route: route, body: body) {
            return refusal.response
        }
        return switch route {
        case .catalog: try await self.catalog(request, context: context)
        case .categories: try self.categories().response
        case .model(let id): try await self.model(id, request, context: context)
        case .submit(let id): try await self.submit(id, body: body, request, context: context)
        case .status(let id): try await self.status(id, request, context: context)
        case .result(let id): try await self.result(id, request, context: context)
        case .cancel(let id): try await self.cancel(id, request, context: context)
        case .balance: try self.balance().response
        case .download(let id, let number): try await self.download(id, number: number, request, context: context)
        case .ledger: try self.ledger(request).response
        case .listFaults: try Answer.json(["faults": self.store.faults]).response
        case .addFaults: try self.addFaults(body).response
        case .clearFaults: try self.clearFaults().response
        case .showSettings: try self.settings().response
        case .changeSettings: try self.changeSettings(body).response
        case .unknown:
            try Answer.failure(.notFound, "There is no \(request.method) \(request.uri.path) here.").response
        }
    }

    /// The 401 for a call without the right token, if it has none.
    private func refusal(of request: Request, route: Route, body: [UInt8]) throws -> Answer? {
        let words = (request.headers[.authorization] ?? "").split(separator: " ", maxSplits: 1).map { String($0) }
        let isRight = words.count == 2 && words[0].lowercased() == "bearer" && self.store.isRight(token: words[1])
        guard !isRight else { return nil }
        let message = "The token is missing or wrong: send it as \"Authorization: Bearer <token>\"."
        if case .submit(let model) = route {
            try self.store.refuse(Self.json(body).summarised, model: model, status: 401, message: message, fault: nil)
        }
        return try .failure(.unauthorized, code: 400_004, message)
    }

    /// The body as JSON; as text if it is none.
    static func json(_ body: [UInt8]) -> APIValue {
        do {
            return try APIValue(parsing: body)
        } catch {
            return .string(String(decoding: body, as: UTF8.self))
        }
    }

    /// Answers with what `answer` makes, unless `fault` is one of those that can strike any call.
    ///
    /// With `isPerformed`, `answer`, which does what the call asks for, runs although nobody will see it.
    func respond(
        to request: Request,
        context: SandboxContext,
        fault: Fault?,
        isPerformed: Bool = false,
        answer: () async throws -> Answer
    ) async throws -> Response {
        guard let fault else { return try await answer().response }
        let parameters = fault.parameters
        switch fault.kind {
        case .delay:
            try await context.pause(seconds: parameters.seconds ?? 0)
            return try await answer().response
        case .cut, .truncate:
            return context.cut(try await answer(), after: parameters.bytes ?? 0)
        case .status, .drop, .reset, .hang, .garbage, .html, .empty:
            if isPerformed { _ = try await answer() }
            return try await self.strike(fault, request: request, context: context)
        case .noRequestID, .state, .expired, .failed, .noCost, .noOutput, .url, .truncateChunked, .slow, .wrongType,
            .wrongSize,
            .tooLarge, .redirect, .noRange, .changed, .jpegHeader:
            return try await answer().response
        }
    }

    private func strike(_ fault: Fault, request: Request, context: SandboxContext) async throws -> Response {
        switch fault.kind {
        case .drop: return context.drop()
        case .reset: return try await context.reset()
        case .hang: return try await context.hang(request)
        case .html: return Answer.webPage.response
        case .empty: return Answer(status: .ok, type: "application/json", body: []).response
        case .garbage:
            var noise = StableHash("garbage", request.uri.path)
            return Answer(status: .ok, type: "application/json", body: noise.bytes(256)).response
        default: return try Self.answer(of: fault.parameters).response
        }
    }

    private static func answer(of parameters: Fault.Parameters) throws -> Answer {
        let status = HTTPResponse.Status(code: parameters.status ?? 500)
        var answer: Answer
        switch parameters.body {
        case .string(let text):
            answer = Answer(status: status, type: "text/plain; charset=utf-8", body: Array(text.utf8))
        case .some(let json): answer = try .json(json, status: status)
        case nil:
            answer = try .failure(status, code: parameters.errorCode, parameters.message ?? "A fault was asked for.")
        }
        // HTTP has no body here, and a client would take it for the next answer.
        if [204, 304].contains(status.code) { answer.body = [] }
        answer.headers[.retryAfter] = parameters.retryAfter.map { String($0) }
        return answer
    }
}
