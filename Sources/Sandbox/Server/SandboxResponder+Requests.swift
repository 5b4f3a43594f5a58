import HTTPTypes
import Hummingbird
import PromptCore

extension SandboxResponder {
    /// `GET /v1/requests/{id}/status`.
    func status(_ id: String, _ request: Request, context: SandboxContext) async throws -> Response {
        guard let snapshot = self.store.snapshot(of: id) else { return try Self.unknownRequest.response }
        let fault = self.store.strike(.status, text: snapshot.submission.input.text)
        return try await self.respond(to: request, context: context, fault: fault) {
            // Looked up again: a fault may have held this call up.
            let standing = self.store.snapshot(of: id)?.standing ?? snapshot.standing
            var body = Self.body(of: id, state: fault?.parameters.state ?? standing.name)
            if case .queued(let position) = standing, fault?.kind != .state {
                body["queue_position"] = .integer(Int64(position))
            }
            if case .failed(let message, _) = standing { body["error"] = .string(message) }
            let base = "\(context.origin)/v1/requests/\(id)"
            body["status_url"] = .string("\(base)/status")
            body["result_url"] = .string("\(base)/result")
            return try .json(APIValue.object(body))
        }
    }

    /// `GET /v1/requests/{id}/result`.
    func result(_ id: String, _ request: Request, context: SandboxContext) async throws -> Response {
        guard let first = self.store.snapshot(of: id) else { return try Self.unknownRequest.response }
        let fault = self.store.strike(.result, text: first.submission.input.text) { kind in
            switch (kind, first.standing) {
            case (.noCost, .completed), (.noOutput, .completed), (.url, .completed): true
            case (.noCost, _), (.noOutput, _), (.url, _), (.failed, .cancelled), (.failed, .failed): false
            default: true
            }
        }
        if let fault, fault.kind == .failed {
            let message = fault.parameters.message ?? "The generation failed."
            try self.store.fail(id, message: message, isCharged: fault.parameters.charged ?? false)
        }
        return try await self.respond(to: request, context: context, fault: fault) {
            if fault?.kind == .expired { return try Self.unknownRequest }
            let snapshot = self.store.snapshot(of: id) ?? first
            let includesCost = request.uri.queryParameters["include_cost"] == "true"
            return try .json(Self.result(snapshot, fault: fault, includesCost: includesCost, origin: context.origin))
        }
    }

    /// `POST /v1/requests/{id}/cancel`: only a queued request can be.
    func cancel(_ id: String, _ request: Request, context: SandboxContext) async throws -> Response {
        guard let snapshot = self.store.snapshot(of: id) else { return try Self.unknownRequest.response }
        let fault = self.store.strike(.cancel, text: snapshot.submission.input.text)
        let isPerformed = fault?.parameters.performed ?? false
        return try await self.respond(to: request, context: context, fault: fault, isPerformed: isPerformed) {
            let isCancelled = try self.store.cancel(id) ?? false
            let standing = self.store.snapshot(of: id)?.standing ?? snapshot.standing
            var body = Self.body(of: id, state: standing.name)
            body["outcome"] = isCancelled ? "cancelled" : "not_cancellable"
            return try .json(APIValue.object(body))
        }
    }

    private static func result(
        _ snapshot: SandboxStore.Snapshot,
        fault: Fault?,
        includesCost: Bool,
        origin: String
    ) -> APIValue {
        let submission = snapshot.submission
        var body = Self.body(of: submission.id, state: fault?.parameters.state ?? snapshot.standing.name)
        body["model_id"] = .string(submission.model.id)
        body["created_at"] = .string(submission.createdAt.text)
        let isFinished: Bool
        switch snapshot.standing {
        case .queued, .running: isFinished = false
        case .completed(let moment):
            isFinished = true
            body["finished_at"] = .string(moment.text)
            if fault?.kind != .noOutput, fault?.kind != .state {
                body["output"] = Self.output(submission, url: fault?.parameters.url, origin: origin)
            }
        case .cancelled(let moment):
            isFinished = true
            body["finished_at"] = .string(moment.text)
        case .failed(let message, let moment):
            isFinished = true
            body["finished_at"] = .string(moment.text)
            body["error"] = .string(message)
        }
        if includesCost, isFinished, fault?.kind != .noCost { body["cost"] = .number(submission.usd.dollars) }
        return .object(body)
    }

    private static func output(_ submission: SandboxState.Submission, url: String?, origin: String) -> APIValue {
        let links = (1...max(1, submission.input.images)).map { number in
            let signature = Self.signature(of: submission.id, number: number)
            let name = "\(number).\(submission.input.artwork(number).fileExtension)"
            return url ?? "\(origin)/files/\(submission.id)/\(name)?sig=\(signature)"
        }
        return submission.model.outputs(links)
    }

    private static func body(of id: String, state: String) -> [String: APIValue] {
        ["request_id": .string(id), "status": .string(state)]
    }

    private static var unknownRequest: Answer {
        get throws { try .failure(.notFound, code: 404_001, "The request is unknown or has expired.") }
    }
}

extension GenerationQueue.Standing {
    /// The API's name of the state.
    var name: String {
        switch self {
        case .queued: "in_queue"
        case .running: "in_progress"
        case .completed: "completed"
        case .cancelled: "cancelled"
        case .failed: "failed"
        }
    }
}
