import Glibc

/// One row of palette indices.
///
/// Fills and copies go through the C library, so that they are quick in a debug build too.
struct PixelRow: Sendable {
    private(set) var pixels: [UInt8]

    init(width: Int) {
        self.pixels = Array(repeating: 0, count: width)
    }

    subscript(x: Int) -> UInt8 {
        get { self.pixels[x] }
        set { self.pixels[x] = newValue }
    }

    /// Colours the part of `range` that lies in the row.
    mutating func fill(_ range: Range<Int>, with colour: UInt8) {
        let range = range.clamped(to: 0..<self.pixels.count)
        guard !range.isEmpty else { return }
        unsafe self.pixels.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe memset(start + range.lowerBound, Int32(colour), range.count)
        }
    }
}
