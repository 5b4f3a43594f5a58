/// A PNG as far as its structure goes.
package enum SamplePicture {
    /// A PNG of 64 by 48 pixels with `padding` bytes of picture data.
    package static func png(padding: Int = 3) -> [UInt8] {
        var data = [UInt8](repeating: 0x5A, count: padding)
        // Different from place to place, so that bytes at the wrong one show.
        for offset in stride(from: 0, to: padding, by: 1000) { data[offset] = UInt8(truncatingIfNeeded: offset / 1000) }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + self.chunk("IHDR", [0, 0, 0, 64, 0, 0, 0, 48, 8, 2, 0, 0, 0]) + self.chunk("IDAT", data)
            + self.chunk("IEND", [])
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let length = (0..<4).reversed().map { UInt8(truncatingIfNeeded: data.count >> ($0 * 8)) }
        return length + Array(type.utf8) + data + [1, 2, 3, 4]
    }
}
