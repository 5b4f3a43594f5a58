/// A size the Seedream model draws in; the raw value is the API's own string.
package enum ImageSize: String, CaseIterable, Sendable {
    case square = "2048:2048 (1:1)"
    case landscape4x3 = "2304:1728 (4:3)"
    case portrait3x4 = "1728:2304 (3:4)"
    case landscape16x9 = "2560:1440 (16:9)"
    case portrait9x16 = "1440:2560 (9:16)"
    case landscape3x2 = "2496:1664 (3:2)"
    case portrait2x3 = "1664:2496 (2:3)"
    case landscape21x9 = "3024:1296 (21:9)"

    /// Accepts the API's string, its pixels (`2560:1440`) or its ratio (`16:9`).
    package init?(accepting text: String) {
        guard let size = Self.allCases.first(where: { [$0.rawValue, $0.pixels, $0.ratio].contains(text) }) else {
            return nil
        }
        self = size
    }

    /// The width in pixels.
    package var width: Int { self.dimensions.width }
    /// The height in pixels.
    package var height: Int { self.dimensions.height }
    /// Width and height in pixels as the API writes them, such as `2560:1440`.
    package var pixels: String { "\(self.width):\(self.height)" }

    /// Width to height in small numbers, such as `16:9`.
    package var ratio: String {
        switch self {
        case .square: "1:1"
        case .landscape4x3: "4:3"
        case .portrait3x4: "3:4"
        case .landscape16x9: "16:9"
        case .portrait9x16: "9:16"
        case .landscape3x2: "3:2"
        case .portrait2x3: "2:3"
        case .landscape21x9: "21:9"
        }
    }

    private var dimensions: (width: Int, height: Int) {
        switch self {
        case .square: (2048, 2048)
        case .landscape4x3: (2304, 1728)
        case .portrait3x4: (1728, 2304)
        case .landscape16x9: (2560, 1440)
        case .portrait9x16: (1440, 2560)
        case .landscape3x2: (2496, 1664)
        case .portrait2x3: (1664, 2496)
        case .landscape21x9: (3024, 1296)
        }
    }
}
