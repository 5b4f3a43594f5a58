import Glibc

/// The outlines of hills, one before the other.
struct Ridges: Sendable {
    /// The topmost row with a hill.
    let top: Int
    /// For each row from `top` to the bottom: the columns where a hill comes into view, and its colour.
    let edges: [[(x: Int, colour: UInt8)]]

    init(size: PixelSize, count: Int, random: inout StableHash) {
        let outlines = (0..<count).map { Self.outline(size: size, hill: $0, random: &random) }
        let top = outlines.reduce(size.height - 1) { min($0, $1.min() ?? $0) }
        var edges = Array(repeating: [(x: Int, colour: UInt8)](), count: size.height - top)
        // From the nearest hill to the farthest: what is hidden behind a nearer one is left out.
        var nearest = Array(repeating: size.height, count: size.width)
        for (hill, outline) in outlines.enumerated().reversed() {
            for x in 0..<size.width where outline[x] < nearest[x] {
                nearest[x] = outline[x]
                edges[outline[x] - top].append((x, Palette.firstHill + UInt8(hill)))
            }
        }
        self.top = top
        self.edges = edges
    }

    /// The row where the hill begins, for each column: two waves, worked out every 16 columns and straight between.
    private static func outline(size: PixelSize, hill: Int, random: inout StableHash) -> [Int] {
        let height = Double(size.height)
        let base = height * (0.66 + 0.07 * Double(hill))
        let swell = (length: 0.5 + 0.5 * random.nextFraction(), phase: random.nextFraction(), height: height * 0.045)
        let ripple = (length: 0.13 + 0.1 * random.nextFraction(), phase: random.nextFraction(), height: height * 0.016)
        func row(_ x: Int) -> Int {
            let place = Double(x) / Double(max(size.width, size.height))
            let rise = [swell, ripple].reduce(0) { rise, wave in
                rise + wave.height * sin(2 * .pi * (place / wave.length + wave.phase))
            }
            return max(0, min(size.height - 1, Int(base - rise)))
        }
        var outline: [Int] = []
        outline.reserveCapacity(size.width + 16)
        let step = 16
        for start in stride(from: 0, to: size.width, by: step) {
            let (from, to) = (row(start), row(start + step))
            for offset in 0..<step { outline.append(from + (to - from) * offset / step) }
        }
        return outline
    }
}
