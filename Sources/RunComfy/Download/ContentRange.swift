import NIOHTTP1

/// A `Content-Range` header: `bytes 5-9/10`, or `bytes 5-9/*`.
struct ContentRange: Equatable, Sendable {
    /// Offsets, both inclusive.
    let first: Int64
    let last: Int64
    let total: Int64?

    /// Returns `nil` if the header is missing, malformed, or does not reach the end of the file: a download asks for
    /// all the rest, so less would leave a hole.
    init?(_ headers: HTTPHeaders) {
        guard let header = headers.first(name: "Content-Range"), header.lowercased().hasPrefix("bytes ") else {
            return nil
        }
        let parts = header.dropFirst("bytes ".count).split(separator: "/")
        guard parts.count == 2 else { return nil }
        let ends = parts[0].split(separator: "-").compactMap { Int64($0) }
        guard ends.count == 2, ends[0] <= ends[1], ends[1] < .max else { return nil }
        if parts[1] == "*" {
            self.total = nil
        } else {
            guard let total = Int64(parts[1]), ends[1] == total - 1 else { return nil }
            self.total = total
        }
        self.first = ends[0]
        self.last = ends[1]
    }
}
