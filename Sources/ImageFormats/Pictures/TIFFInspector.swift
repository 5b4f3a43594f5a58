/// TIFF: directories of facts, one a page, and strips or tiles of picture data, in any order and at any place.
///
/// The end of the file is nowhere stated, so that nothing counts as behind it.
enum TIFFInspector {
    /// Pages that are looked at: they may lie anywhere, so that each costs a few reads.
    private static let pageLimit = 50

    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        let head = try window.bytes(at: 0, count: 8)
        guard head.count == 8 else { return .endsEarly(.tiff, in: "header") }
        let order = TIFFOrder(isLittle: head.byte(0) == 0x49)
        var next = order.number(head, at: 4, count: 4)
        var facts: ImageFacts?
        var pages = 0
        // Honest pages share nothing: all their structures together are no longer than the file.
        var budget = window.size
        while next != 0, pages < Self.pageLimit {
            guard let page = try TIFFDirectory.read(at: next, order, &window) else {
                return .endsEarly(.tiff, in: pages == 0 ? "header" : "data")
            }
            budget -= page.structureSize
            guard budget >= 0 else { return .truncated(.tiff, "the TIFF has pages that overlap") }
            guard try page.hasAllData(order, &window) else { return .endsEarly(.tiff, in: "data") }
            if pages == 0 {
                guard page.offsets != nil else { return .empty(.tiff) }
                facts = ImageFacts(format: .tiff, width: Int(page.width), height: Int(page.height))
            }
            pages += 1
            next = page.next
        }
        return facts.map { .complete($0) } ?? .empty(.tiff)
    }
}
