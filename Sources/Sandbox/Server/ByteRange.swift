/// The one range of a `Range` header, as it applies to a file.
enum ByteRange: Equatable, Sendable {
    /// No range, one of another unit, or several: the whole file is sent.
    case whole
    case part(Range<Int>)
    /// The file has no such bytes.
    case unsatisfiable

    init(header: String?, size: Int) {
        self = .whole
        guard let header, header.hasPrefix("bytes="), !header.contains(",") else { return }
        let ends = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return }
        switch (Int(ends[0]), Int(ends[1])) {
        case (let first?, let last?) where first <= last: self = Self.part(first, to: last, size: size)
        case (let first?, nil) where ends[1].isEmpty: self = Self.part(first, to: size - 1, size: size)
        case (nil, let count?) where ends[0].isEmpty:
            self = count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .unsatisfiable
        default: return
        }
    }

    private static func part(_ first: Int, to last: Int, size: Int) -> ByteRange {
        first < size ? .part(first..<(min(last, size - 1) + 1)) : .unsatisfiable
    }
}
