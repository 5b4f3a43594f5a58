import Testing

@testable import Sandbox

@Suite struct PictureTests {
    private static let text = "生成5张 of a café 🌅, then a-very-long-word-without-any-end-to-speak-of-whatsoever"

    @Test(arguments: [
        "2048:2048 (1:1)", "2304:1728 (4:3)", "1728:2304 (3:4)", "2560:1440 (16:9)", "1440:2560 (9:16)",
        "2496:1664 (3:2)", "1664:2496 (2:3)", "3024:1296 (21:9)", "16:9", "1:1",
    ])
    func isAValidFileOfTheSizeAskedFor(_ imageSize: String) throws {
        let size = try #require(PixelSize(imageSize: imageSize))
        let file = try Picture(text: Self.text, seed: -3, index: 15, count: 15, size: size).png()
        let decoded = try PNGDecoder(file)
        #expect(decoded.width == size.width)
        #expect(decoded.height == size.height)
        #expect(Int(try #require(decoded.pixels.max())) < decoded.paletteCount)
        // People download hundreds of these.
        #expect(file.count < 200_000)
    }

    private static let base = Picture(
        text: "gulls",
        seed: 1,
        index: 1,
        count: 2,
        size: PixelSize(width: 640, height: 360)
    )

    @Test func isTheSameForTheSameRequest() throws {
        #expect(try Self.base.png() == Self.base.png())
    }

    private static let variations: [@Sendable (inout Picture) -> Void] = [
        { $0.text = "gull" }, { $0.seed = 2 }, { $0.index = 2 }, { $0.count = 3 }, { $0.variant = 1 },
        { $0.size.width = 641 },
    ]

    @Test(arguments: variations.indices)
    func isAnotherForAnotherRequest(_ number: Int) throws {
        var other = Self.base
        Self.variations[number](&other)
        #expect(try other.png() != Self.base.png())
    }

    /// The words are really drawn: in the sky, where without a prompt there is nothing in the text's colour.
    @Test func showsTheWordsOfThePrompt() throws {
        func inkInTheSky(_ text: String) throws -> Int {
            var picture = Self.base
            picture.text = text
            let decoded = try PNGDecoder(try picture.png())
            return decoded.pixels.prefix(640 * 160).count { $0 == Palette.text }
        }
        #expect(try inkInTheSky("") == 0)
        #expect(try inkInTheSky("gulls") > 1000)
    }

    /// Catches plain pictures that are not whole, or of another length than was asked for.
    @Test(arguments: ["2048:2048 (1:1)", "2560:1440 (16:9)", "3024:1296 (21:9)"], [20_000, 1_500_000])
    func aPlainOneHasItsBytes(_ imageSize: String, _ bytes: Int) throws {
        let size = try #require(PixelSize(imageSize: imageSize))
        let file = try PNGEncoder.plain(size: size, bytes: bytes)
        #expect(file.count == bytes)
        let decoded = try PNGDecoder(file)
        #expect((decoded.width, decoded.height) == (size.width, size.height))
        #expect(throws: SandboxError.self) { try PNGEncoder.plain(size: size, bytes: 100) }
    }

    /// Catches pictures that are drawn although nobody looks at them.
    @Test func plainOnesOfOneSizeAreTheSame() async throws {
        let cache = PictureCache(imageBytes: 20_000)
        var other = Self.base
        other.text = "a lamp"
        #expect(try await cache.file(of: other) == cache.file(of: Self.base))
        other.size.width = 641
        #expect(try await cache.file(of: other) != cache.file(of: Self.base))
    }

    @Test func cacheGivesTheSameFileAgainAndDropsTheOldest() async throws {
        let cache = PictureCache(capacity: 1)
        var other = Self.base
        other.seed = 9
        let first = try await cache.file(of: Self.base)
        let second = try await cache.file(of: other)
        #expect(first.tag != second.tag)
        #expect(try await cache.file(of: Self.base) == first)
    }
}
