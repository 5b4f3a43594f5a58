/// The size of a picture in pixels.
struct PixelSize: Hashable, Sendable, CustomStringConvertible {
    var width: Int
    var height: Int

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Reads the front of an `image_size` such as `2560:1440 (16:9)`.
    init?(imageSize: String) {
        let numbers = imageSize.prefix { $0 != " " }.split(separator: ":").map { Int($0) }
        guard numbers.count == 2, let width = numbers[0], let height = numbers[1], width > 0, height > 0 else {
            return nil
        }
        self.init(width: width, height: height)
    }

    var description: String { "\(self.width)x\(self.height)" }

    /// Reads what models have for it: an `image_size`, or else a ratio and a resolution.
    ///
    /// The sides of a film are multiples of 16.
    init(imageSize: String?, ratio: String?, resolution: String?, isFilm: Bool) {
        if let size = imageSize.flatMap({ Self.named[$0] ?? PixelSize(imageSize: $0) }) {
            self = size
            return
        }
        let side = resolution.flatMap { Self.sides[$0] } ?? (isFilm ? 480 : 1024)
        let shape = ratio.flatMap { PixelSize(imageSize: $0) } ?? PixelSize(width: 16, height: 9)
        // A film's resolution is its shorter side, a picture's its longer one.
        let base = isFilm ? min(shape.width, shape.height) : max(shape.width, shape.height)
        func pixels(_ part: Int) -> Int { max(16, (side * part / base + 8) / 16 * 16) }
        self.init(width: pixels(shape.width), height: pixels(shape.height))
    }

    private static let named = [
        "square_hd": PixelSize(width: 1024, height: 1024), "landscape_16_9": PixelSize(width: 1024, height: 576),
        "portrait_16_9": PixelSize(width: 576, height: 1024),
    ]

    private static let sides = ["480p": 480, "720p": 720, "0.5K": 512, "1K": 1024, "2K": 2048]
}
