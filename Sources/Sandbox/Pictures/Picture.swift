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

    /// Stands for the files it was made after; `nil` if there were none.
    var source: String?

    /// Draws the picture as a PNG file.
    ///
    /// - Throws: `SandboxError` if zlib runs out of memory.
    func png() throws(SandboxError) -> [UInt8] {
        var rows = PictureRows(self)
        return try PNGEncoder.encode(size: self.size, palette: rows.palette.bytes) { rows.next($0) }
    }

    /// What is written on it.
    var overlays: [TextOverlay] { [self.title, self.footer(line: 0), self.footer(line: 1)] }

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
        let after = self.source.map { ", after \($0)" } ?? ""
        let text = line == 0 ? "\(self.index) of \(self.count)" : "\(self.size), seed \(self.seed)\(after)"
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
