import HTTPTypes
import Hummingbird
import NIOCore

/// A whole answer, before a fault may spoil it.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: [UInt8]

    init(status: HTTPResponse.Status, type: String, headers: HTTPFields = [:], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.headers[.contentType] = type
        self.body = body
    }

    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Answer {
        Answer(status: status, type: "application/json", body: try JSONText.bytes(of: value))
    }

    /// An error as the API words it.
    static func failure(
        _ status: HTTPResponse.Status,
        code: Int? = nil,
        _ message: String,
        detail: APIValue? = nil
    ) throws -> Answer {
        var body: [String: APIValue] = ["message": .string(message)]
        body["error_code"] = code.map { .integer(Int64($0)) }
        body["detail"] = detail
        return try .json(APIValue.object(body), status: status)
    }

    /// A page that is no picture and no JSON, as a captive portal would send.
    static var webPage: Answer {
        let page =
            "<!DOCTYPE html>\n<html><head><title>Sandbox</title></head><body><h1>Not what you asked for</h1></body></html>\n"
        return Answer(status: .ok, type: "text/html; charset=utf-8", body: Array(page.utf8))
    }

    var response: Response {
        Response(
            status: self.status,
            headers: self.headers,
            body: self.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: self.body))
        )
    }
}
