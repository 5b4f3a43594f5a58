/// What the scripted server does about one request.
struct Reply: Sendable {
    enum End: Sendable {
        case keepOpen
        case close
        case reset
        /// Stays open and sends no more.
        case hang
    }

    enum Time: Sendable {
        case onRequest
        /// At once when a connection is accepted, without reading; the connection then ends.
        case onConnect
    }

    var bytes: [UInt8] = []
    var end: End
    var time = Time.onRequest

    static let hang = Reply(end: .hang)
    static let close = Reply(end: .close)
    static let reset = Reply(end: .reset)
    static let closeOnConnect = Reply(end: .close, time: .onConnect)
    static let resetOnConnect = Reply(end: .reset, time: .onConnect)

    /// Bytes that are sent as they stand.
    static func raw(_ text: String, end: End = .close, time: Time = .onRequest) -> Reply {
        Reply(bytes: Array(text.utf8), end: end, time: time)
    }

    /// A proper answer; `length` is what it says of its length, the body's own if left out.
    static func http(
        _ status: Int,
        _ headers: [String] = [],
        body: String = "",
        length: Int? = nil,
        end: End = .keepOpen
    ) -> Reply {
        let head = ["HTTP/1.1 \(status) Scripted", "Content-Length: \(length ?? body.utf8.count)"] + headers
        return .raw(head.joined(separator: "\r\n") + "\r\n\r\n" + body, end: end)
    }

    /// An answer whose body ends where the connection ends.
    static func unmeasured(_ status: Int, _ headers: [String] = [], body: String) -> Reply {
        let head = ["HTTP/1.1 \(status) Scripted", "Connection: close"] + headers
        return .raw(head.joined(separator: "\r\n") + "\r\n\r\n" + body, end: .close)
    }
}
