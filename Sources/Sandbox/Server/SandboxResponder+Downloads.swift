import HTTPTypes
import Hummingbird
import Logging

extension SandboxResponder {
    /// What makes a link hard to guess; the same for ever, so that links outlive a restart.
    static func signature(of id: String, number: Int) -> String {
        var hash = StableHash("signature", id, String(number))
        return hash.nextHex()
    }

    /// `GET` and `HEAD` of `/files/{request_id}/{n}.png` (or `.mp4`, `.wav`).
    ///
    /// No token is needed; one that comes is written down as a leak.
    func download(_ id: String, number: Int, _ request: Request, context: SandboxContext) async throws -> Response {
        if request.headers[.authorization] != nil {
            try self.store.tokenLeaked(path: request.uri.path, requestID: id)
            self.logger.warning("token sent with a download", metadata: ["queue.request_id": "\(id)"])
        }
        guard let snapshot = self.store.snapshot(of: id), case .completed = snapshot.standing,
            (1...snapshot.submission.input.images).contains(number)
        else { return try Answer.failure(.notFound, "There is no such file.").response }
        let signature = request.uri.queryParameters["sig"].map { String($0) }
        guard signature == Self.signature(of: id, number: number) else {
            return try Answer.failure(.forbidden, "The signature is wrong.").response
        }
        let input = snapshot.submission.input
        // Faults spoil bodies, and HEAD has none.
        let fault = request.method == .head ? nil : self.store.strike(.download, text: input.text)
        let answer = try await self.file(input.artwork(number), request: request, fault: fault)
        return try await self.deliver(answer, fault: fault, request: request, context: context)
    }

    private func deliver(
        _ answer: Answer,
        fault: Fault?,
        request: Request,
        context: SandboxContext
    ) async throws -> Response {
        let parameters = fault?.parameters ?? Fault.Parameters()
        switch fault?.kind {
        case .reset where parameters.bytes != nil:
            return context.cut(answer, after: parameters.bytes ?? 0, isReset: true)
        case .truncateChunked: return context.stream(answer, bytes: parameters.bytes, isSized: false)
        case .slow: return context.stream(answer, bytesPerSecond: parameters.bytesPerSecond, isSized: true)
        case .tooLarge: return context.streamForEver(answer)
        case .wrongType: return Answer.webPage.response
        case .empty:
            var answer = answer
            answer.body = []
            return answer.response
        case .expired: return try Answer.failure(.forbidden, "The link has expired.").response
        case .redirect:
            let headers: HTTPFields = [.location: parameters.location ?? "/"]
            return Answer(status: .found, type: "text/plain", headers: headers, body: []).response
        case .jpegHeader:
            var answer = answer
            answer.headers[.contentType] = "image/jpeg"
            return answer.response
        default: return try await self.respond(to: request, context: context, fault: fault) { answer }
        }
    }

    /// The output, or the part of it that was asked for.
    private func file(_ artwork: Artwork, request: Request, fault: Fault?) async throws -> Answer {
        var artwork = artwork
        if fault?.kind == .changed { artwork = artwork.changed }
        if fault?.kind == .wrongSize { artwork = artwork.halved }
        let file = try await self.pictures.file(of: artwork)
        let size = file.bytes.count
        var answer = Answer(
            status: .ok,
            type: artwork.mediaType,
            headers: [.eTag: file.tag, .acceptRanges: "bytes"],
            body: file.bytes
        )
        let isSame = request.headers[.ifRange].map { $0 == file.tag } ?? true
        guard isSame, fault?.kind != .noRange else { return answer }
        switch ByteRange(header: request.headers[.range], size: size) {
        case .whole: break
        case .unsatisfiable:
            answer = try .failure(.rangeNotSatisfiable, "The file has \(size) bytes.")
            answer.headers[.contentRange] = "bytes */\(size)"
        case .part(let range):
            answer.status = .partialContent
            answer.headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
            answer.body = Array(file.bytes[range])
        }
        return answer
    }
}
