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
}
