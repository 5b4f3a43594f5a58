/// Matroska and its kin WebM: a header that names which, and one segment of a size that may be stated.
enum MatroskaInspector {
    private static let header: Int64 = 0x1A45_DFA3
    private static let documentType: Int64 = 0x4282
    private static let segment: Int64 = 0x1853_8067
    private static let cluster: Int64 = 0x1F43_B675

    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        guard let header = try EBMLElement.read(at: 0, &window), header.id == Self.header, let headerSize = header.size,
            let format = try Self.format(from: header.content, to: header.content + headerSize, &window)
        else { return .unrecognised }
        guard let segment = try EBMLElement.read(at: header.content + headerSize, &window) else {
            return .endsEarly(format, in: "header")
        }
        guard segment.id == Self.segment else { return .empty(format, "video") }
        let end = segment.size.map { segment.content + $0 } ?? window.size
        guard end <= window.size else { return .endsEarly(format, in: "data") }
        var offset = segment.content
        var hasCluster = false
        var film = MatroskaFilm()
        while offset < end {
            guard let element = try EBMLElement.read(at: offset, &window) else {
                return .endsEarly(format, in: "data")
            }
            if element.id == Self.cluster { hasCluster = true }
            // Written as it was filmed: the format itself does not say where such a part ends.
            guard let size = element.size else { break }
            guard size <= end - element.content else { return .endsEarly(format, in: "data") }
            try film.read(element, &window)
            offset = element.content + size
        }
        guard hasCluster else { return .empty(format, "video") }
        return .complete(film.facts(format), trailing: window.size - end)
    }

    private static func format<Failure: Error>(
        from start: Int64,
        to end: Int64,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> ImageFormat? {
        var offset = start
        while offset < end, let element = try EBMLElement.read(at: offset, &window), let size = element.size {
            if element.id == Self.documentType {
                let name = try window.bytes(at: element.content, count: Int(min(size, 16)))
                // May be filled up with zero bytes.
                switch String(decoding: name.prefix { $0 != 0 }, as: UTF8.self) {
                case "webm": return .webm
                case "matroska": return .matroska
                default: return nil
                }
            }
            guard size <= end - element.content else { return nil }
            offset = element.content + size
        }
        return nil
    }
}
