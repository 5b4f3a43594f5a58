extension ImageSize {
    /// The size nearest to what somebody has written as other APIs have it; `nil` if that says no shape.
    ///
    /// Takes pixels and ratios as one text (`1024x1024`, `16/9`), as two numbers (`[1024, 768]`, `{"width": 1024, "height":
    /// 768}`) or as one for a square, and names (`portrait_4_3`, `square_hd`).
    init?(meantBy value: JSONValue) {
        switch value {
        case .number(let literal): self.init(meantBy: literal)
        case .string(let text): self.init(meantBy: text)
        case .array(let elements):
            guard elements.count == 2 else { return nil }
            self.init(width: elements[0], height: elements[1])
        case .object: self.init(width: value["width"], height: value["height"])
        case .null, .bool: return nil
        }
    }

    /// Takes the sides as numbers, or as texts that are numbers.
    init?(width: JSONValue?, height: JSONValue?) {
        guard let width = Self.side(width), let height = Self.side(height) else { return nil }
        self.init(width, height)
    }

    private init?(meantBy text: String) {
        if let size = ImageSize(accepting: text) {
            self = size
            return
        }
        let folded = Spelling.folded(text)
        var numbers = text.split { !("0"..."9" ~= $0) && $0 != "." }.compactMap { Double($0) }
        let isUpright = folded.contains("portrait") || folded.contains("vertical")
        let isNamed = isUpright || folded.contains("landscape") || folded.contains("horizontal")
        if folded.contains("square") { numbers = [1, 1] }
        if isNamed {
            let sides = numbers.count == 2 ? numbers.sorted() : [3, 4]
            numbers = isUpright ? sides : sides.reversed()
        }
        // "2K" and "1080p" say how much, and not which shape.
        if numbers.count == 1, folded.allSatisfy({ "0"..."9" ~= $0 }) { numbers.append(numbers[0]) }
        guard numbers.count >= 2 else { return nil }
        self.init(numbers[0], numbers[1])
    }

    private init?(_ width: Double, _ height: Double) {
        let sides = 1.0...1_000_000
        guard sides.contains(width), sides.contains(height) else { return nil }
        func distance(_ size: ImageSize) -> Double {
            let quotient = (width / height) / (Double(size.width) / Double(size.height))
            return max(quotient, 1 / quotient)
        }
        guard let nearest = Self.allCases.min(by: { distance($0) < distance($1) }) else { return nil }
        self = nearest
    }

    private static func side(_ value: JSONValue?) -> Double? {
        switch value {
        case .number(let text), .string(let text): Double(text)
        default: nil
        }
    }
}
