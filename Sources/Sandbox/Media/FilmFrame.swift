/// A picture as a film has it: brightness for each pixel, two colour differences for each four.
struct FilmFrame: Sendable {
    let size: PixelSize
    private var luma: [UInt8] = []
    private var blue: [UInt8] = []
    private var red: [UInt8] = []

    /// The side of a block of pixels that is coded as one.
    static let block = 16

    /// Draws `picture`, whose sides are multiples of a block's.
    init(_ picture: Picture) {
        self.size = picture.size
        var rows = PictureRows(picture)
        let colours = Self.colours(rows.palette)
        var (luma, blue, red) = ([UInt8](), [UInt8](), [UInt8]())
        for y in 0..<self.size.height {
            if let row = rows.next(y) {
                luma = row.map { colours[Int($0)].luma }
                blue = stride(from: 0, to: row.count, by: 2).map { colours[Int(row[$0])].blue }
                red = stride(from: 0, to: row.count, by: 2).map { colours[Int(row[$0])].red }
            }
            self.luma += luma
            guard y % 2 == 0 else { continue }
            self.blue += blue
            self.red += red
        }
    }

    /// The 384 bytes of the block in this column and row.
    func block(_ column: Int, _ row: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(384)
        for y in 0..<Self.block {
            let start = (row * Self.block + y) * self.size.width + column * Self.block
            bytes += self.luma[start..<(start + Self.block)]
        }
        for plane in [self.blue, self.red] {
            for y in 0..<(Self.block / 2) {
                let start = (row * Self.block / 2 + y) * (self.size.width / 2) + column * Self.block / 2
                bytes += plane[start..<(start + Self.block / 2)]
            }
        }
        return bytes
    }

    /// The colours of a palette by ITU-R BT.601, whose numbers go from 16 to 240.
    private static func colours(_ palette: Palette) -> [(luma: UInt8, blue: UInt8, red: UInt8)] {
        stride(from: 0, to: palette.bytes.count, by: 3).map { start in
            let (r, g, b) = (
                Int(palette.bytes[start]), Int(palette.bytes[start + 1]), Int(palette.bytes[start + 2])
            )
            return (
                luma: UInt8((66 * r + 129 * g + 25 * b + 128) / 256 + 16),
                blue: UInt8((112 * b - 38 * r - 74 * g + 128 * 256 + 128) / 256),
                red: UInt8((112 * r - 94 * g - 18 * b + 128 * 256 + 128) / 256)
            )
        }
    }
}
