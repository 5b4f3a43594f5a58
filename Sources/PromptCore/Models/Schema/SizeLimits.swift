/// How long a text or a list may be: JSON Schema's `minLength` and `maxLength`, or `minItems` and `maxItems`.
package struct SizeLimits: Equatable, Sendable {
    package var least: Int?
    package var most: Int?

    package static let none = SizeLimits(least: nil, most: nil)

    private init(least: Int?, most: Int?) {
        self.least = least
        self.most = most
    }

    /// Limits that nothing keeps are a slip of the catalog, and none.
    init(_ schema: JSONValue, _ least: String, _ most: String) {
        func size(_ name: String) -> Int? {
            guard let number = schema[name].flatMap(NumberLimits.number), number >= 0 else { return nil }
            return Int(exactly: number.rounded())
        }
        (self.least, self.most) = (size(least), size(most))
        if let least = self.least, let most = self.most, least > most || most == 0 { self = .none }
    }

    /// The limits in words: `1 to 14`; `nil` if there are none.
    package var summary: String? {
        switch (self.least, self.most) {
        case (let least?, let most?): least == most ? "\(most)" : "\(least) to \(most)"
        case (let least?, nil): least > 0 ? "at least \(least)" : nil
        case (nil, let most?): "at most \(most)"
        case (nil, nil): nil
        }
    }
}
