/// MP4 and its kin (QuickTime, M4A, AVIF, HEIC): boxes with a size each, the last of which ends where the file ends.
enum ISOMediaInspector {
    /// What a walk has seen.
    private struct Seen {
        var types: Set<String> = []
        /// Whether the last fragment's data has come too.
        var hasOpenFragment = false

        /// Whether all that is needed to show the file has come.
        var isWhole: Bool {
            let hasIndex = self.types.contains("moov") || self.types.contains("meta")
            return self.types.contains("mdat") && (hasIndex || self.types.contains("moof")) && !self.hasOpenFragment
        }

        mutating func add(_ type: String) {
            self.types.insert(type)
            if type == "moof" { self.hasOpenFragment = true }
            if type == "mdat" { self.hasOpenFragment = false }
        }
    }

    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        guard let format = try Self.format(&window) else { return .unrecognised }
        var facts = ImageFacts(format: format)
        var seen = Seen()
        var offset: Int64 = 0
        while offset < window.size {
            let box = try ISOBox.read(at: offset, &window)
            guard let box, box.end <= window.size else {
                return Self.stopped(at: offset, box, seen, facts, size: window.size)
            }
            if box.type == "meta", facts.width == nil, format == .avif || format == .heic,
                let pixels = try Self.pixels(from: box.content + 4, to: box.end, depth: 0, &window)
            {
                facts = ImageFacts(format: format, width: Int(pixels.width), height: Int(pixels.height))
            }
            if box.type == "moov", format != .avif, format != .heic {
                facts = try ISOMovie.facts(format, from: box.content, to: box.end, &window)
            }
            seen.add(box.type)
            offset = box.end
        }
        guard !seen.hasOpenFragment else { return .endsEarly(format, in: "data") }
        return seen.isWhole ? .complete(facts) : .empty(format, facts.format.content)
    }

    /// Judges a file whose boxes stop at `offset`, at one that is too long or none at all.
    ///
    /// What can be shown may be followed by anything. But what looks like the beginning of one more box has been cut off.
    private static func stopped(
        at offset: Int64,
        _ box: ISOBox?,
        _ seen: Seen,
        _ facts: ImageFacts,
        size: Int64
    ) -> ImageInspection {
        let isCutHead = box == nil && size - offset < 8
        // A film in fragments can always have one more.
        let mayBeCut = box?.isKnown ?? (isCutHead && seen.types.contains("moof"))
        if seen.isWhole, !mayBeCut { return .complete(facts, trailing: size - offset) }
        if box == nil, !isCutHead {
            return .truncated(
                facts.format,
                "the \(facts.format.title) has a box without a size at byte \(offset)"
            )
        }
        return .endsEarly(facts.format, in: "data")
    }

    /// The format that the brands name; `nil` for still pictures in a coding that promptd does not know.
    private static func format<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageFormat? {
        let head = try window.bytes(at: 0, count: 512)
        let end = min(Int(clamping: head.bigEndian(at: 0, count: 4)), head.count)
        let major = head.code(at: 8)
        let brands = [major] + stride(from: 16, to: max(end - 3, 16), by: 4).map { head.code(at: $0) }
        if brands.contains("avif") || brands.contains("avis") { return .avif }
        if !Set(brands).isDisjoint(with: ["heic", "heix", "heim", "heis", "hevc", "hevx"]) { return .heic }
        switch major {
        case "mif1", "msf1", "mif2": return nil
        case "qt  ": return .mov
        case "M4A ", "M4B ", "M4P ": return .m4a
        default: return .mp4
        }
    }

    /// The size of the largest picture (the others are its tiles, its mask and its thumbnail) that the properties name:
    /// `ispe` in `ipco` in `iprp`, and no deeper, so that nesting costs nothing.
    private static func pixels<Failure: Error>(
        from start: Int64,
        to end: Int64,
        depth: Int,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> (width: Int64, height: Int64)? {
        var largest: (width: Int64, height: Int64)?
        var offset = start
        while offset < end, let box = try ISOBox.read(at: offset, &window), box.end <= end {
            var found: (width: Int64, height: Int64)?
            switch (depth, box.type) {
            case (0, "iprp"), (1, "ipco"):
                found = try Self.pixels(from: box.content, to: box.end, depth: depth + 1, &window)
            case (2, "ispe") where box.end - box.content >= 12:
                let property = try window.bytes(at: box.content, count: 12)
                found = (property.bigEndian(at: 4, count: 4), property.bigEndian(at: 8, count: 4))
            default: break
            }
            // Numbers of four bytes: their product fits.
            if let found, found.width * found.height > (largest.map { $0.width * $0.height } ?? 0) { largest = found }
            offset = box.end
        }
        return largest
    }
}

extension ImageFormat {
    /// What a file of the format is looked at, or listened to, for.
    fileprivate var content: String {
        switch self {
        case .avif, .heic: "picture"
        case .m4a: "sound"
        default: "video"
        }
    }
}
