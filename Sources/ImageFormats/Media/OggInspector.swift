/// Ogg sound: pages, of which the last of each stream says that it is the last.
enum OggInspector {
    /// How the first page of a stream of sound goes on: Vorbis, Opus, FLAC, Speex.
    private static let sounds: [[UInt8]] = [
        [0x01] + Array("vorbis".utf8), Array("OpusHead".utf8), [0x7F] + Array("FLAC".utf8), Array("Speex   ".utf8),
    ]

    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        var clock = OggClock()
        var offset: Int64 = 0
        var openStreams = 0
        while offset < window.size {
            // The head and, behind it, a table of at most 255 sizes.
            let page = try window.bytes(at: offset, count: 27 + 255)
            guard page.code(at: 0) == "OggS" || openStreams > 0 else {
                return .complete(clock.facts, trailing: window.size - offset)
            }
            guard page.count >= 27, page.count >= 27 + Int(page.byte(26)) else { return .endsEarly(.ogg, in: "data") }
            guard page.code(at: 0) == "OggS" else {
                return .truncated(.ogg, "the Ogg file has something else than a page at byte \(offset)")
            }
            let table = page.dropFirst(27).prefix(Int(page.byte(26)))
            if offset == 0 {
                let start = try window.bytes(at: 27 + Int64(table.count), count: OggClock.headSize)
                guard page.byte(5) & 0x02 != 0, Self.sounds.contains(where: { start.starts(with: $0) }) else {
                    return .unrecognised
                }
                clock.start(start)
            }
            let flags = page.byte(5)
            clock.add(page, isFirst: flags & 0x02 != 0, isAlone: openStreams == 0)
            if flags & 0x02 != 0 { openStreams += 1 }
            if flags & 0x04 != 0 { openStreams = max(0, openStreams - 1) }
            var length: Int64 = 27 + Int64(table.count)
            for size in table { length += Int64(size) }
            guard length <= window.size - offset else { return .endsEarly(.ogg, in: "data") }
            offset += length
        }
        return openStreams == 0 ? .complete(clock.facts) : .endsEarly(.ogg, in: "data")
    }
}
