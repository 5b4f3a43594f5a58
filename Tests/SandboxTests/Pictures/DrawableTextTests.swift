import Testing

@testable import Sandbox

@Suite struct DrawableTextTests {
    @Test(arguments: [
        ("a B~", "a B~"), ("café Łódź", "cafe Lodz"), ("ﬁ", "[FB01]"), ("Straße Æ", "Strasse AE"),
        ("e\u{301}", "e"), ("“quote”—…", "\"quote\"-..."), ("生成", "[751F][6210]"), ("Ａ！", "A!"),
        ("👍🏽", "[1F44D]"), ("a\tb\nc", "a b|c"), ("ệ", "e"), ("а", "[430]"), ("\u{0}\u{200D}\u{FE0F}", " "),
    ])
    func isReducedToWhatCanBeDrawn(_ text: String, _ expected: String) {
        let symbols = DrawableText.symbols(of: text)
        #expect(Self.written(symbols) == expected)
    }

    /// Every printable character has a drawing of its own: a hole or a copy in the table would show here.
    @Test func theFontHasEveryLetter() {
        let glyphs = (33...126).map { BitmapFont.standard.letter(UInt8($0)) }
        #expect(glyphs.allSatisfy { $0.contains { !$0.isEmpty } })
        #expect(Set(glyphs).count == glyphs.count)
        #expect(BitmapFont.standard.letter(32).allSatisfy { $0.isEmpty })
        #expect(BitmapFont.standard.letter(200) == BitmapFont.standard.letter(UInt8(ascii: "?")))
    }

    @Test func boxesStayInTheirCells() {
        for codePoint: UInt32 in [0xE9, 0x751F, 0x1F600, 0x10FFFF] {
            let glyph = BitmapFont.standard.box(codePoint)
            #expect(glyph.count <= BitmapFont.lineHeight)
            #expect(glyph.joined().allSatisfy { $0.upperBound <= 2 * BitmapFont.cellWidth })
        }
        #expect(BitmapFont.standard.box(0x751F) != BitmapFont.standard.box(0x751E))
    }

    @Test(arguments: [
        ("one two three", 7, ["one two", "three"]), ("one  two", 20, ["one two"]), ("a\nb", 9, ["a", "b"]),
        ("生成5张", 4, ["[751F][6210]", "5[5F20]"]),
        ("abcdefghijklmnopqrstuvwxyz", 21, ["abcdefghijklmnopqrstu", "vwxyz"]),
        ("ab-cd ef", 5, ["ab-cd", "ef"]), ("生 成", 5, ["[751F] [6210]"]),
    ])
    func isBrokenAtSpacesAndBetweenBoxes(_ text: String, _ columns: Int, _ expected: [String]) {
        let layout = TextLayout(
            DrawableText.symbols(of: text),
            width: columns * BitmapFont.cellWidth,
            height: 9 * BitmapFont.lineHeight,
            maximumScale: 1
        )
        #expect(layout.lines.map { Self.written($0) } == expected)
    }

    @Test(arguments: [1, 20, 90, 600])
    func isAsLargeAsFits(_ count: Int) {
        let symbols = DrawableText.symbols(of: String(repeating: "wave ", count: count / 5 + 1))
        let layout = TextLayout(symbols, width: 2000, height: 700, maximumScale: 16)
        #expect(layout.height <= 700)
        #expect(layout.lines.allSatisfy { TextLayout.width(of: $0) * BitmapFont.cellWidth * layout.scale <= 2000 })
        #expect(layout.lines.joined().count { $0 == .letter(UInt8(ascii: "w")) } == count / 5 + 1)
        if layout.scale < 16 {
            let larger = TextLayout(symbols, width: 2000, height: .max, maximumScale: layout.scale + 1)
            #expect(larger.height > 700)
        }
    }

    private static func written(_ symbols: some Sequence<DrawableText.Symbol>) -> String {
        symbols.map { symbol in
            switch symbol {
            case .letter(let code): String(UnicodeScalar(code))
            case .box(let codePoint): "[\(String(codePoint, radix: 16, uppercase: true))]"
            case .space: " "
            case .newline: "|"
            }
        }.joined()
    }
}
