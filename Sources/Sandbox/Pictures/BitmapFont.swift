/// A small font: printable ASCII as drawn in `drawings`, doubled in size with its corners smoothed, and a framed
/// code point for everything else.
struct BitmapFont: Sendable {
    /// One drawn character: for each of its rows the inked spans, in font units from its left edge.
    typealias Glyph = [[Range<Int>]]

    /// Font units from one letter to the next; a framed code point takes two of these.
    static let cellWidth = 12
    /// Font units a letter is high, its descender included.
    static let glyphHeight = 18
    /// Font units from one line to the next.
    static let lineHeight = 22

    static let standard = BitmapFont()

    private let plain: [[[Bool]]]
    private let smooth: [Glyph]

    private init() {
        self.plain = Self.parse(Self.drawings)
        self.smooth = self.plain.map { Self.runs(in: Self.doubled($0)) }
    }

    /// The glyph of an ASCII character; a question mark for what is not printable ASCII.
    func letter(_ code: UInt8) -> Glyph {
        let index = Int(code) - 32
        return self.smooth.indices.contains(index) ? self.smooth[index] : self.smooth[31]
    }

    /// A frame two cells wide with the code point in it, in up to six hexadecimal digits on two lines.
    func box(_ codePoint: UInt32) -> Glyph {
        let (width, height) = (2 * Self.cellWidth - 2, Self.glyphHeight + 2)
        var bits = Array(repeating: Array(repeating: false, count: width), count: height)
        for x in 0..<width {
            bits[0][x] = true
            bits[height - 1][x] = true
        }
        for y in 0..<height {
            bits[y][0] = true
            bits[y][width - 1] = true
        }
        var digits = Array(String(codePoint, radix: 16, uppercase: true).utf8)
        digits.insert(contentsOf: Array(repeating: UInt8(ascii: "0"), count: max(0, 4 - digits.count)), at: 0)
        let split = (digits.count + 1) / 2
        for (top, line) in [(2, digits[..<split]), (11, digits[split...])] {
            let left = (width - (line.count * 6 - 1)) / 2
            for (place, digit) in line.enumerated() {
                self.stamp(digit, left: left + place * 6, top: top, into: &bits)
            }
        }
        return Self.runs(in: bits)
    }

    private func stamp(_ digit: UInt8, left: Int, top: Int, into bits: inout [[Bool]]) {
        let drawing = self.plain[Int(digit) - 32]
        for y in 0..<7 {
            for x in 0..<5 where drawing[y][x] { bits[top + y][left + x] = true }
        }
    }

    private static func parse(_ drawings: String) -> [[[Bool]]] {
        let lines = drawings.split(separator: "\n").map { $0.split(separator: " ") }
        var glyphs: [[[Bool]]] = []
        for band in stride(from: 0, to: lines.count, by: 9) {
            for column in lines[band].indices {
                glyphs.append(
                    (band..<(band + 9)).map { row in lines[row][column].utf8.map { $0 == UInt8(ascii: "#") } }
                )
            }
        }
        return glyphs
    }

    /// Twice the size; a corner pixel takes the colour of the two neighbours that meet there if they agree, so that
    /// diagonals become smooth instead of stepped.
    private static func doubled(_ bits: [[Bool]]) -> [[Bool]] {
        func at(_ x: Int, _ y: Int) -> Bool { bits.indices.contains(y) && bits[y].indices.contains(x) && bits[y][x] }
        var result = Array(repeating: Array(repeating: false, count: bits[0].count * 2), count: bits.count * 2)
        for y in bits.indices {
            for x in bits[y].indices {
                let (here, up, down, left, right) = (at(x, y), at(x, y - 1), at(x, y + 1), at(x - 1, y), at(x + 1, y))
                let isCorner = up != down && left != right
                result[2 * y][2 * x] = isCorner && left == up ? up : here
                result[2 * y][2 * x + 1] = isCorner && up == right ? up : here
                result[2 * y + 1][2 * x] = isCorner && down == left ? down : here
                result[2 * y + 1][2 * x + 1] = isCorner && down == right ? down : here
            }
        }
        return result
    }

    private static func runs(in bits: [[Bool]]) -> Glyph {
        bits.map { row in
            var runs: [Range<Int>] = []
            for (x, isInked) in row.enumerated() where isInked {
                if let last = runs.last, last.upperBound == x {
                    runs[runs.count - 1] = last.lowerBound..<(x + 1)
                } else {
                    runs.append(x..<(x + 1))
                }
            }
            return runs
        }
    }
}
