import HTTPTypes
import Hummingbird
import Logging
import PromptCore

extension SandboxResponder {
    /// `GET /v1/models`.
    func catalog(_ request: Request, context: SandboxContext) async throws -> Response {
        let fault = self.store.strike(.model, text: request.uri.path)
        return try await self.respond(to: request, context: context, fault: fault) {
            let query = request.uri.queryParameters
            let limit = query["limit"].map { Int($0) } ?? Catalog.Query.usualLimit
            guard let limit, Catalog.Query.limits.contains(limit) else {
                return try .failure(.unprocessableContent, code: 422_001, "\"limit\" is a number from 1 to 500.")
            }
            let asked = Catalog.Query(
                search: query["search"].map { String($0) },
                category: query["category"].map { String($0) },
                kind: query["kind"].map { String($0) },
                limit: limit,
                offset: max(0, query["offset"].flatMap { Int($0) } ?? 0)
            )
            let page = self.store.catalog.page(asked)
            let price = self.store.settings.priceUSD
            let models = page.models.map { $0.json(picture: price, includesSchema: query["include_schema"] == "true") }
            return try .json(
                [
                    "models": .array(models), "total": .integer(Int64(page.total)), "limit": .integer(Int64(limit)),
                    "offset": .integer(Int64(asked.offset)),
                ] as APIValue
            )
        }
    }

    /// `GET /v1/models/categories`.
    func categories() throws -> Answer {
        try .json(["categories": .array(self.store.catalog.categories.map { .string($0) })] as APIValue)
    }

    /// `GET /v1/models/{model_id}`.
    func model(_ id: String, _ request: Request, context: SandboxContext) async throws -> Response {
        let fault = self.store.strike(.model, text: request.uri.path)
        return try await self.respond(to: request, context: context, fault: fault) {
            guard let model = self.store.catalog[id] else { return try Self.unknownModel(id) }
            return try .json(model.json(picture: self.store.settings.priceUSD, includesSchema: true))
        }
    }

    /// `GET /prod/v2/balance`: what is left in the account.
    func balance() throws -> Answer {
        let balance = self.store.balance
        return try .json(
            [
                "balance_usd": .number(Double(balance.micros) / 1_000_000), "currency": .string("USD"),
                "balance_microdollars": .integer(balance.micros),
            ] as APIValue
        )
    }

    /// `POST /v1/models/{model_id}`: a valid input is accepted and charged, unless a fault wants otherwise.
    func submit(_ id: String, body: [UInt8], _ request: Request, context: SandboxContext) async throws -> Response {
        let sent = Self.json(body)
        let input = sent.summarised
        guard let model = self.store.catalog[id] else {
            try self.refuse(input, model: id, status: 404, "There is no such model.", fault: nil)
            return try Self.unknownModel(id).response
        }
        let found = InputFiles(sent, schema: model.input)
        let problems = model.input.problems(in: sent) + found.problems
        guard problems.isEmpty else {
            let message = "The input does not match the model's schema."
            try self.refuse(input, model: id, status: 422, message, fault: nil)
            return try Answer.failure(.unprocessableContent, message, detail: .array(problems.map(\.json))).response
        }
        guard self.store.affords(GenerationInput(input, model: model), of: model) else {
            let message = "The account has no balance left."
            try self.refuse(input, model: id, status: 402, message, fault: nil)
            return try Answer.failure(.init(code: 402), code: 400_002, message).response
        }
        let fault = self.store.strike(.submit, text: GenerationInput.text(of: input))
        let isCharged = fault?.parameters.charged ?? false
        let isAnswered = fault.map { [.delay, .cut, .noRequestID].contains($0.kind) } ?? true
        if let fault, !isAnswered, !isCharged {
            try self.refuse(input, model: id, status: fault.parameters.status, "A fault was asked for.", fault: fault)
        }
        return try await self.respond(to: request, context: context, fault: fault, isPerformed: isCharged) {
            try self.accept(input, files: found.files, model: model, fault: fault, context: context)
        }
    }

    private func accept(
        _ input: APIValue,
        files: [SentFile],
        model: Catalog.Model,
        fault: Fault?,
        context: SandboxContext
    ) throws -> Answer {
        let id = try self.store.accept(input, files: files, model: model, fault: fault)
        self.logger.info(
            "submission accepted",
            metadata: [
                "queue.request_id": "\(id)", "model.id": "\(model.id)",
                "images": "\(GenerationInput(input, model: model).images)",
                "fault": "\(fault?.kind.rawValue ?? "none")",
            ]
        )
        if fault?.kind == .noRequestID { return try .json(["status": "in_queue"] as APIValue) }
        let base = "\(context.origin)/v1/requests/\(id)"
        return try .json(
            [
                "request_id": .string(id), "status_url": .string("\(base)/status"),
                "result_url": .string("\(base)/result"), "cancel_url": .string("\(base)/cancel"),
            ] as APIValue
        )
    }

    private func refuse(
        _ input: APIValue,
        model: String,
        status: Int?,
        _ message: String,
        fault: Fault?
    ) throws(SandboxError) {
        try self.store.refuse(input, model: model, status: status, message: message, fault: fault)
        self.logger.info(
            "submission refused",
            metadata: [
                "model.id": "\(model)", "http.status": "\(status.map { String($0) } ?? "none")",
                "fault": "\(fault?.kind.rawValue ?? "none")",
            ]
        )
    }

    private static func unknownModel(_ id: String) throws -> Answer {
        try .failure(.notFound, code: 400_001, "There is no model \(id).")
    }
}
