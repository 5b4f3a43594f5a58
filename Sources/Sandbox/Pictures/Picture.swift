/// What is to be seen on one output: the same values always give the same bytes.
struct Picture: Hashable, Sendable {
    /// The prompt.
    var text: String
    /// The seed that was asked for, or one grown from the text.
    var seed: Int64
    /// 1 for the first picture of a request.
    var index: Int
    /// How many the request has.
    var count: Int
    var size: PixelSize
    /// 0, unless a fault asks for other bytes under the same address.
    var variant = 0

    /// Draws the picture as a PNG file.
    ///
    /// - Throws: `SandboxError` if zlib runs out of memory.
    func png() throws(SandboxError) -> [UInt8] {
        var hue = StableHash(self.text, String(self.seed))
        let start = hue.nextFraction()
        var random = StableHash(self.text, String(self.seed), String(self.index), String(self.variant))
        let palette = Palette(hue: start + 0.07 * Double(self.index - 1) + 0.5 * Double(self.variant))
        var landscape = Landscape(size: self.size, random: &random)
        let overlays = [self.title, self.footer(line: 0), self.footer(line: 1)]
        let shadowsThenTexts = overlays.indices.map { 2 * $0 } + overlays.indices.map { 2 * $0 + 1 }
        // The font rows that show in this row: of each overlay's shadow, then of its text.
        var rows = [Int?](repeating: nil, count: 2 * overlays.count)
        return try PNGEncoder.encode(size: self.size, palette: palette.bytes) { y in
            var isChanged = landscape.advance(to: y)
            for number in rows.indices {
                let overlay = overlays[number / 2]
                let row = overlay.fontRow(at: number % 2 == 0 ? y - overlay.scale : y)
                if row != rows[number] {
                    rows[number] = row
                    isChanged = true
                }
            }
            guard isChanged else { return nil }
            var pixels = landscape.row
            for number in shadowsThenTexts {
                guard let row = rows[number] else { continue }
                let isShadow = number % 2 == 0
                let shift = isShadow ? overlays[number / 2].scale : 0
                for span in overlays[number / 2].spans(inFontRow: row) {
                    let place = (span.lowerBound + shift)..<(span.upperBound + shift)
                    pixels.fill(place, with: isShadow ? Palette.shadow : Palette.text)
                }
            }
            return pixels.pixels
        }
    }

    private var margin: Int { max(2, min(self.size.width, self.size.height) / 18) }

    /// The prompt, in the sky; a long one may come down over the hills rather than be too small to read.
    private var title: TextOverlay {
        let symbols = DrawableText.symbols(of: self.text)
        let width = self.size.width - 2 * self.margin
        let maximum = max(1, width / (10 * BitmapFont.cellWidth))
        let heights = [self.size.height * 46 / 100, self.size.height * 72 / 100]
        let layouts = heights.map { TextLayout(symbols, width: width, height: $0, maximumScale: maximum) }
        let isSmall = layouts[0].scale * 250 < min(self.size.width, self.size.height)
        return TextOverlay(layouts[isSmall ? 1 : 0], left: self.margin, top: self.margin, clip: self.size.width)
    }

    /// Line 0, large: which picture of how many.
    ///
    /// Line 1: size and seed.
    private func footer(line: Int) -> TextOverlay {
        let large = max(1, min(self.size.width, self.size.height) / 230)
        let small = max(1, large / 2)
        let text = line == 0 ? "\(self.index) of \(self.count)" : "\(self.size), seed \(self.seed)"
        let scale = line == 0 ? large : small
        let layout = TextLayout(
            DrawableText.symbols(of: text),
            width: self.size.width - self.margin,
            height: BitmapFont.lineHeight * scale,
            maximumScale: scale
        )
        let top = self.size.height - self.margin / 2 - BitmapFont.lineHeight * (line == 0 ? large + small : small)
        return TextOverlay(layout, left: self.margin, top: top, clip: self.size.width)
    }
}
