/// A whole answer as it stands on the wire, to be cut off after any number of bytes.
struct WholeAnswer: Sendable {
    /// How the end of a body is told.
    enum Framing: CaseIterable, Sendable {
        case length, chunked, untilClose
    }

    let bytes: [UInt8]
    /// After so many bytes the status line is whole, its end included.
    let statusLineEnd: Int
    /// After so many bytes all of the body is there; chunks may still lack their end.
    let bodyEnd: Int

    /// Every answer ends its connection, so that none is met by the request after it.
    init(_ status: Int, _ framing: Framing, _ headers: [String] = [], body: String) {
        let statusLine = "HTTP/1.1 \(status) Scripted\r\n"
        var head = statusLine + (headers + ["Connection: close"]).map { "\($0)\r\n" }.joined()
        var text = body
        var rest = ""
        switch framing {
        case .length: head += "Content-Length: \(body.utf8.count)\r\n"
        case .untilClose: break
        case .chunked:
            head += "Transfer-Encoding: chunked\r\n"
            let (first, second) = (body.prefix(body.count / 2), body.dropFirst(body.count / 2))
            text = "\(Self.size(first))\r\n\(first)\r\n\(Self.size(second))\r\n\(second)"
            rest = "\r\n0\r\n\r\n"
        }
        self.statusLineEnd = statusLine.utf8.count
        self.bodyEnd = "\(head)\r\n\(text)".utf8.count
        self.bytes = Array("\(head)\r\n\(text)\(rest)".utf8)
    }

    private static func size(_ chunk: Substring) -> String { String(chunk.utf8.count, radix: 16) }

    /// The answer cut off everywhere: the n-th reply ends after n bytes, the last one is whole.
    func cuts(_ end: Reply.End) -> [Reply] {
        (0...self.bytes.count).map { Reply(bytes: Array(self.bytes.prefix($0)), end: end) }
    }

    /// Whether a client that got `count` bytes and an orderly end cannot have missed anything.
    func isWhole(_ count: Int, _ end: Reply.End) -> Bool { count == self.bytes.count && end == .close }
}
