/// The limits of a number: JSON Schema's `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum` and `multipleOf`.
package struct NumberLimits: Equatable, Sendable {
    package var minimum: Double?
    package var maximum: Double?
    package var isMinimumExcluded = false
    package var isMaximumExcluded = false
    /// Above 0.
    package var step: Double?

    package static let none = NumberLimits()

    private init() {}

    /// Limits that no number keeps are a slip of the catalog, and none.
    init(_ schema: JSONValue) {
        self.minimum = schema["minimum"].flatMap(Self.number)
        self.maximum = schema["maximum"].flatMap(Self.number)
        // A number of its own, or, in older drafts, a word about the other.
        if let above = schema["exclusiveMinimum"].flatMap(Self.number), above >= self.minimum ?? above {
            (self.minimum, self.isMinimumExcluded) = (above, true)
        } else {
            self.isMinimumExcluded = schema["exclusiveMinimum"] == .bool(true) && self.minimum != nil
        }
        if let below = schema["exclusiveMaximum"].flatMap(Self.number), below <= self.maximum ?? below {
            (self.maximum, self.isMaximumExcluded) = (below, true)
        } else {
            self.isMaximumExcluded = schema["exclusiveMaximum"] == .bool(true) && self.maximum != nil
        }
        if let least = self.minimum, let most = self.maximum,
            least > most || least == most && (self.isMinimumExcluded || self.isMaximumExcluded)
        {
            self = .none
        }
        self.step = schema["multipleOf"].flatMap(Self.number).flatMap { $0 > 0 ? $0 : nil }
    }

    /// Whether `value` keeps the limits.
    package func allow(_ value: Double) -> Bool { self.isWithin(value) && self.isOnStep(value) }

    /// The limits in words, such as `from 1 to 4`, `above 0`, `in steps of 8`; `nil` if there are none.
    package var summary: String? {
        let least = self.minimum.map(Self.text)
        let most = self.maximum.map(Self.text)
        let range: String? =
            if let least, let most, !self.isMinimumExcluded, !self.isMaximumExcluded {
                "from \(least) to \(most)"
            } else {
                [
                    least.map { self.isMinimumExcluded ? "above \($0)" : "at least \($0)" },
                    most.map { self.isMaximumExcluded ? "below \($0)" : "at most \($0)" },
                ].compactMap { $0 }.joinedOrNone(" and ")
            }
        let step = self.step.flatMap { $0 == 1 ? nil : "in steps of \(Self.text($0))" }
        return [range, step].compactMap { $0 }.joinedOrNone(", ")
    }

    private func isWithin(_ value: Double) -> Bool {
        if let least = self.minimum, value < least || value == least && self.isMinimumExcluded { return false }
        if let most = self.maximum, value > most || value == most && self.isMaximumExcluded { return false }
        return true
    }

    /// Tenths are no sums of halves: what is nearly a multiple is one.
    private func isOnStep(_ value: Double) -> Bool {
        guard let step = self.step else { return true }
        let quotient = value / step
        return abs(quotient - quotient.rounded()) <= 1e-9 * max(1, abs(quotient))
    }

    static func number(_ value: JSONValue) -> Double? {
        guard case .number(let literal) = value, let number = Double(literal), number.isFinite else { return nil }
        return number
    }

    /// As a person writes it: no `.0`.
    package static func text(_ value: Double) -> String { Int64(exactly: value).map(String.init) ?? String(value) }
}

extension [String] {
    /// The elements with `separator` between them; `nil` if there are none.
    fileprivate func joinedOrNone(_ separator: String) -> String? {
        self.isEmpty ? nil : self.joined(separator: separator)
    }
}
