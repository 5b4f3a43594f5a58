import Glibc

/// A sky, a sun and hills, handed out row by row from the top.
///
/// Only what differs from the row above is painted: most of a picture costs nothing.
struct Landscape: Sendable {
    /// The row last advanced to.
    private(set) var row: PixelRow

    private let size: PixelSize
    /// The first row with a hill in it; the sky has its last shade there.
    private let horizon: Int
    /// Outer halo, inner halo, sun: all round this point.
    private let centre: (x: Int, y: Int)
    private let radii: [Int]
    /// For each row from `horizon` on: the columns where a hill begins, and its colour.
    private let edges: [[(x: Int, colour: UInt8)]]
    private var shade = -1
    private var discs: [Range<Int>]

    init(size: PixelSize, random: inout StableHash) {
        let ridges = Ridges(size: size, count: Palette.hills, random: &random)
        let radius = Int(Double(min(size.width, size.height)) * (0.1 + 0.03 * random.nextFraction()))
        self.size = size
        self.row = PixelRow(width: size.width)
        self.horizon = ridges.top
        self.edges = ridges.edges
        self.radii = [radius * 14 / 5, radius * 9 / 5, radius]
        self.centre = (
            x: Int(Double(size.width) * (0.2 + 0.6 * random.nextFraction())), y: ridges.top - radius * 2 / 5
        )
        self.discs = [0..<0, 0..<0, 0..<0]
    }

    /// Moves on to row `y`, one below the last.
    ///
    /// Returns whether it differs from that.
    mutating func advance(to y: Int) -> Bool {
        // Above and below the sun, comparing its spans again and again would cost the most.
        let isFarFromSun = abs(y - self.centre.y) > self.radii[0] + 1
        let discs = isFarFromSun ? self.discs : self.radii.map { self.span(radius: $0, at: y) }
        if y < self.horizon { return self.advanceSky(to: y, discs: discs, isFarFromSun: isFarFromSun) }
        let isSunChanged = !isFarFromSun && discs != self.discs
        if isSunChanged { self.moveDiscs(to: discs) }
        let edges = self.edges[y - self.horizon]
        for edge in edges { self.row[edge.x] = edge.colour }
        return isSunChanged || !edges.isEmpty
    }

    private mutating func advanceSky(to y: Int, discs: [Range<Int>], isFarFromSun: Bool) -> Bool {
        let shade = y * Palette.skyShades / self.horizon
        guard shade != self.shade || !isFarFromSun && discs != self.discs else { return false }
        self.shade = shade
        self.discs = discs
        self.row.fill(0..<self.size.width, with: UInt8(shade))
        for disc in discs.indices { self.row.fill(discs[disc], with: self.colour(ofDisc: disc)) }
        return true
    }

    /// Repaints what the discs gained or lost, where no hill stands before it.
    private mutating func moveDiscs(to discs: [Range<Int>]) {
        let previous = self.discs
        self.discs = discs
        for disc in discs.indices {
            let (old, new) = (previous[disc], discs[disc])
            if old.isEmpty || new.isEmpty {
                self.repaintSky(in: old)
                self.repaintSky(in: new)
            } else {
                self.repaintSky(in: min(old.lowerBound, new.lowerBound)..<max(old.lowerBound, new.lowerBound))
                self.repaintSky(in: min(old.upperBound, new.upperBound)..<max(old.upperBound, new.upperBound))
            }
        }
    }

    private mutating func repaintSky(in range: Range<Int>) {
        for x in range.clamped(to: 0..<self.size.width) where self.row[x] < Palette.firstHill {
            let disc = self.discs.lastIndex { $0.contains(x) }
            self.row[x] = disc.map { self.colour(ofDisc: $0) } ?? UInt8(self.shade)
        }
    }

    private func colour(ofDisc disc: Int) -> UInt8 {
        disc < Palette.halos ? UInt8((disc + 1) * Palette.skyShades + self.shade) : Palette.sun
    }

    private func span(radius: Int, at y: Int) -> Range<Int> {
        let rise = y - self.centre.y
        guard abs(rise) <= radius else { return 0..<0 }
        let half = Int(Double(radius * radius - rise * rise).squareRoot())
        return (self.centre.x - half)..<(self.centre.x + half + 1)
    }
}
