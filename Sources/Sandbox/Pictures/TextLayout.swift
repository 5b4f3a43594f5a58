/// Text broken into lines, at the largest scale at which it fits a region.
struct TextLayout: Sendable {
    /// Pixels for one font unit.
    let scale: Int
    let lines: [[DrawableText.Symbol]]

    /// Fits `symbols` into `width` by `height` pixels.
    ///
    /// Text too long even for the smallest scale is cut.
    init(_ symbols: [DrawableText.Symbol], width: Int, height: Int, maximumScale: Int) {
        let tokens = Self.tokens(of: symbols)
        var scale = max(1, maximumScale)
        while true {
            let columns = max(2, width / (BitmapFont.cellWidth * scale))
            let rows = max(1, height / (BitmapFont.lineHeight * scale))
            let lines = Self.wrap(tokens, columns: columns)
            // Only monsters of words may be broken: they would make everything tiny.
            let isWhole = min(20, Self.longestWord(in: tokens)) <= columns
            if lines.count <= rows && isWhole || scale == 1 {
                self.scale = scale
                self.lines = Array(lines.prefix(rows))
                return
            }
            // Far too large: no need to try every scale in between.
            scale = lines.count > rows * 4 ? max(1, scale * 2 / 3) : scale - 1
        }
    }

    /// Pixels from the top of the first line to the bottom of the last.
    var height: Int { self.lines.count * BitmapFont.lineHeight * self.scale }

    static func width(of symbols: some Sequence<DrawableText.Symbol>) -> Int {
        symbols.reduce(0) { $0 + Self.width(of: $1) }
    }

    private static func width(of symbol: DrawableText.Symbol) -> Int {
        if case .box = symbol { 2 } else { 1 }
    }

    private enum Token {
        case word(ArraySlice<DrawableText.Symbol>, width: Int)
        case newline
    }

    /// Words are broken at spaces, and before and after each framed character.
    private static func tokens(of symbols: [DrawableText.Symbol]) -> [(token: Token, follows: Bool)] {
        var tokens: [(token: Token, follows: Bool)] = []
        var start = 0
        var follows = false
        func close(at end: Int) {
            guard start < end else { return }
            tokens.append((.word(symbols[start..<end], width: Self.width(of: symbols[start..<end])), follows))
            follows = true
        }
        for (index, symbol) in symbols.enumerated() {
            switch symbol {
            case .letter: continue
            case .box:
                close(at: index)
                start = index
                close(at: index + 1)
            case .space:
                close(at: index)
                follows = false
            case .newline:
                close(at: index)
                tokens.append((.newline, false))
                follows = false
            }
            start = index + 1
        }
        close(at: symbols.count)
        return tokens
    }

    private static func longestWord(in tokens: [(token: Token, follows: Bool)]) -> Int {
        tokens.reduce(0) { longest, entry in
            if case .word(_, let width) = entry.token { max(longest, width) } else { longest }
        }
    }

    private static func wrap(_ tokens: [(token: Token, follows: Bool)], columns: Int) -> [[DrawableText.Symbol]] {
        var lines: [[DrawableText.Symbol]] = [[]]
        var used = 0
        for (token, follows) in tokens {
            guard case .word(let word, let width) = token else {
                lines.append([])
                used = 0
                continue
            }
            let gap = used == 0 || follows ? 0 : 1
            if used + gap + width <= columns {
                if gap == 1 { lines[lines.count - 1].append(.space) }
                lines[lines.count - 1] += word
                used += gap + width
                continue
            }
            // A word longer than a line is cut wherever the line ends.
            var rest = word
            while !rest.isEmpty {
                let part = rest.prefix(max(1, columns / max(1, width / word.count)))
                if lines[lines.count - 1].isEmpty { lines[lines.count - 1] += part } else { lines.append(Array(part)) }
                used = Self.width(of: part)
                rest = rest.dropFirst(part.count)
            }
        }
        return lines
    }
}
