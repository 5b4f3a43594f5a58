/// A picture, handed out row by row from the top.
struct PictureRows: Sendable {
    let palette: Palette
    private var landscape: Landscape
    private let overlays: [TextOverlay]
    /// The font rows that show in this row: of each overlay's shadow, then of its text.
    private var rows: [Int?]
    /// All shadows, then all texts.
    private let order: [Int]

    init(_ picture: Picture) {
        let source = picture.source ?? ""
        var hue = StableHash(picture.text, String(picture.seed), source)
        let start = hue.nextFraction()
        var random = StableHash(
            picture.text,
            String(picture.seed),
            source,
            String(picture.index),
            String(picture.variant)
        )
        self.palette = Palette(hue: start + 0.07 * Double(picture.index - 1) + 0.5 * Double(picture.variant))
        self.landscape = Landscape(size: picture.size, random: &random)
        let overlays = picture.overlays
        self.overlays = overlays
        self.rows = [Int?](repeating: nil, count: 2 * overlays.count)
        self.order = overlays.indices.map { 2 * $0 } + overlays.indices.map { 2 * $0 + 1 }
    }

    /// The palette indices of row `y`, one below the last; `nil` if it is the same as that.
    mutating func next(_ y: Int) -> [UInt8]? {
        var isChanged = self.landscape.advance(to: y)
        for number in self.rows.indices {
            let overlay = self.overlays[number / 2]
            let row = overlay.fontRow(at: number % 2 == 0 ? y - overlay.scale : y)
            if row != self.rows[number] {
                self.rows[number] = row
                isChanged = true
            }
        }
        guard isChanged else { return nil }
        var pixels = self.landscape.row
        for number in self.order {
            guard let row = self.rows[number] else { continue }
            let isShadow = number % 2 == 0
            let shift = isShadow ? self.overlays[number / 2].scale : 0
            for span in self.overlays[number / 2].spans(inFontRow: row) {
                let place = (span.lowerBound + shift)..<(span.upperBound + shift)
                pixels.fill(place, with: isShadow ? Palette.shadow : Palette.text)
            }
        }
        return pixels.pixels
    }
}
