/// Lines of text as spans of pixels, row by row, to be laid over a picture.
struct TextOverlay: Sendable {
    /// Pixels for one font unit; a shadow is offset by it.
    let scale: Int
    private let top: Int
    /// For each font row (a row of `scale` pixel rows) from `top` on: the inked pixel columns.
    private let rows: [[Range<Int>]]

    /// Draws `layout` with its top left corner at `left`, `top`, clipped to `clip` pixel columns.
    init(_ layout: TextLayout, left: Int, top: Int, clip: Int) {
        self.scale = layout.scale
        self.top = top
        var rows: [[Range<Int>]] = []
        for line in layout.lines {
            var spans = Array(repeating: [Range<Int>](), count: BitmapFont.lineHeight)
            var x = left
            for symbol in line {
                let glyph: BitmapFont.Glyph? =
                    switch symbol {
                    case .letter(let code): BitmapFont.standard.letter(code)
                    case .box(let codePoint): BitmapFont.standard.box(codePoint)
                    case .space, .newline: nil
                    }
                for (row, runs) in (glyph ?? []).enumerated() {
                    for run in runs {
                        let from = x + run.lowerBound * layout.scale
                        let to = min(x + run.upperBound * layout.scale, clip)
                        if from < to { spans[row].append(from..<to) }
                    }
                }
                x += BitmapFont.cellWidth * layout.scale * TextLayout.width(of: [symbol])
            }
            rows += spans
        }
        self.rows = rows
    }

    /// Which font row covers pixel row `y`; `nil` where there is none or it is blank.
    func fontRow(at y: Int) -> Int? {
        guard y >= self.top else { return nil }
        let row = (y - self.top) / self.scale
        return self.rows.indices.contains(row) && !self.rows[row].isEmpty ? row : nil
    }

    func spans(inFontRow row: Int) -> [Range<Int>] { self.rows[row] }
}
