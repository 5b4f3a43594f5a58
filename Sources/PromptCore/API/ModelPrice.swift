/// A model's price as its catalog entry states it: a base, not a promise.
package struct ModelPrice: Equatable, Sendable {
    package var base: USD
    /// What the base is for, in the API's words: `image`, `output`, `second`.
    package var unit: String

    package init(base: USD, unit: String) {
        self.base = base
        self.unit = unit
    }

    /// Whether each picture, film or sound costs the base.
    package var isPerOutput: Bool {
        ["output", "image", "picture", "video", "audio", "song", "clip"].contains(self.unit.lowercased())
    }

    /// Whether each second costs the base.
    package var isPerSecond: Bool { ["second", "seconds", "sec", "s"].contains(self.unit.lowercased()) }

    /// What that many outputs come to at least.
    ///
    /// - Parameters:
    ///   - outputs: How many.
    ///   - seconds: How long each of them is; `nil` if that is not known.
    /// - Returns: `nil` if nobody can tell.
    package func estimate(outputs: Int, seconds: Double?) -> USD? {
        guard outputs > 0 else { return nil }
        if self.isPerOutput { return self.scaled(1, outputs) }
        guard self.isPerSecond, let seconds, seconds > 0 else { return nil }
        return self.scaled(seconds, outputs)
    }

    /// Rounded up to the next millionth; `nil` if it is absurd.
    private func scaled(_ seconds: Double, _ outputs: Int) -> USD? {
        // A whole number comes out exact, and what is nearly one is that.
        let each = (Double(self.base.micros) * seconds - 1e-6).rounded(.up)
        guard each < 1e15 else { return nil }
        let (product, isTooMuch) = Int64(each).multipliedReportingOverflow(by: Int64(outputs))
        return isTooMuch || product > 1_000_000_000_000_000 ? nil : USD(micros: product)
    }
}
