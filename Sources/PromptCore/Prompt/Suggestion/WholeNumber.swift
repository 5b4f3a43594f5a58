/// A whole number that is written in another form than a prompt has it: in quotes, or with a point and nothing behind it.
enum WholeNumber {
    /// `nil` for what is no whole number of 64 bits.
    static func meant(by value: JSONValue) -> Int64? {
        switch value {
        case .number(let literal): self.read(literal)
        case .string(let text): self.read(text.filter { !$0.isWhitespace })
        default: nil
        }
    }

    /// Beyond that, not every whole number is a `Double`.
    private static let mostExact = 9_007_199_254_740_992.0

    private static func read(_ text: String) -> Int64? {
        if let number = Int64(text) { return number }
        guard let number = Double(text), abs(number) < Self.mostExact else { return nil }
        return Int64(exactly: number)
    }
}
