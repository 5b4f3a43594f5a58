import HTTPTypes
import HummingbirdCore
import NIOCore
import PromptService

/// Answers what is asked of the page; nothing can be changed by it.
struct PageResponder: Sendable {
    let source: any PageSource
    /// Whether browsers can come here, so that it counts by which name they do.
    let isOnPort: Bool

    func answer(_ request: HTTPRequest) async -> Response {
        let response = await self.wholeAnswer(request)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func wholeAnswer(_ request: HTTPRequest) async -> Response {
        guard !self.isOnPort || Self.isOwn(request.authority) else {
            // A page of somebody else's may have a name that leads here, and read what it is not to see.
            return Self.line(.misdirectedRequest, "ask for it by a name of this machine, such as localhost")
        }
        guard [.get, .head].contains(request.method) else {
            return Self.line(.methodNotAllowed, "only GET and HEAD are answered", [.allow: "GET, HEAD"])
        }
        switch request.path?.prefix(while: { $0 != "?" }) {
        case "/metrics":
            let exposition = Exposition(accept: request.headerFields[values: .accept].joined(separator: ","))
            let text = exposition.text(await self.source.metrics())
            return Self.response(.ok, exposition.contentType, text, [.vary: "Accept"])
        case "/healthz":
            return await self.source.isAlive()
                ? Self.line(.ok, "alive") : Self.line(.serviceUnavailable, "the dispatcher makes no turns")
        case "/readyz":
            return self.source.isReady
                ? Self.line(.ok, "ready") : Self.line(.serviceUnavailable, "not ready, or about to stop")
        default:
            return Self.line(.notFound, "there are /metrics, /healthz and /readyz")
        }
    }

    /// Whether the name that a request came by is one of this machine, with whatever port.
    static func isOwn(_ authority: String?) -> Bool {
        guard let authority else { return false }
        // Not a colon within the brackets of an address.
        let colon = authority.lastIndex(of: ":").flatMap { authority[$0...].contains("]") ? nil : $0 }
        return PageAddress.loopback(authority[..<(colon ?? authority.endIndex)]) != nil
    }

    private static func line(_ status: HTTPResponse.Status, _ text: String, _ headers: HTTPFields = [:]) -> Response {
        Self.response(status, "text/plain; charset=utf-8", text + "\n", headers)
    }

    private static func response(
        _ status: HTTPResponse.Status,
        _ type: String,
        _ text: String,
        _ headers: HTTPFields
    ) -> Response {
        var headers = headers
        headers[.contentType] = type
        headers[.cacheControl] = "no-store"
        headers[.xContentTypeOptions] = "nosniff"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
