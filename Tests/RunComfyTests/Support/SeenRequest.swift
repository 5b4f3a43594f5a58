/// A request as it came over the wire.
struct SeenRequest: Sendable {
    var line: String
    /// Names in lower case.
    var headers: [String: String]
    var body: [UInt8]
    var raw: String

    /// Takes one whole request off the front of `bytes`; `nil` if it is not all there yet.
    static func read(from bytes: inout [UInt8]) -> SeenRequest? {
        guard let mark = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<mark.lowerBound], as: UTF8.self).split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        let end = mark.upperBound + (headers["content-length"].flatMap { Int($0) } ?? 0)
        guard bytes.count >= end else { return nil }
        let request = SeenRequest(
            line: lines.first.map(String.init) ?? "",
            headers: headers,
            body: Array(bytes[mark.upperBound..<end]),
            raw: String(decoding: bytes[..<end], as: UTF8.self)
        )
        bytes.removeFirst(end)
        return request
    }
}
