/// The head of a box of an ISO base media file: a size and a type.
struct ISOBox {
    let type: String
    /// Where its content begins.
    let content: Int64
    /// Where it says that it ends, which may be past the end of the file.
    let end: Int64

    /// Types of boxes that stand at the top of a file.
    private static let topTypes: Set<String> = [
        "ftyp", "styp", "moov", "moof", "mdat", "mfra", "meta", "free", "skip", "wide", "uuid", "sidx", "ssix", "prft",
        "pdin", "emsg", "udta", "pnot", "meco", "imda", "jumb", "jxlc", "jxlp", "jbrd", "Exif", "xml ", "brob", "jxll",
    ]

    /// Whether it is one of the boxes that stand at the top of a file.
    var isKnown: Bool { Self.topTypes.contains(self.type) }

    /// Reads the box at `offset`; `nil` if the file ends before its head does, or its size cannot be.
    static func read<Failure: Error>(
        at offset: Int64,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> ISOBox? {
        let head = try window.bytes(at: offset, count: 16)
        guard head.count >= 8 else { return nil }
        let type = head.code(at: 4)
        var length = head.bigEndian(at: 0, count: 4)
        var headSize: Int64 = 8
        if length == 1 {
            // The size is in the next eight bytes.
            guard head.count == 16 else { return nil }
            length = head.bigEndian(at: 8, count: 8)
            headSize = 16
        } else if length == 0, Self.topTypes.contains(type) {
            // To the end of the file. Four zero bytes before anything else are no box.
            length = window.size - offset
        }
        guard length >= headSize else { return nil }
        let end = offset.addingReportingOverflow(length)
        return ISOBox(type: type, content: offset + headSize, end: end.overflow ? .max : end.partialValue)
    }
}
