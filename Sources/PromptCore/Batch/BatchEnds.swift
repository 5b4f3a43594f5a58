/// How many prompts of a file have ended in which way.
package struct BatchEnds: Equatable, Sendable, Codable {
    package var delivered = 0
    /// Those that could not be read, were refused or have failed, and may be mended.
    package var failed = 0
    /// Those that may have been charged, which nobody knows.
    package var unconfirmed = 0
    /// Those that were cancelled, or taken away, before they were charged.
    package var cancelled = 0
    /// Those whose own key had been paid for before.
    package var repeated = 0

    package init() {}

    /// All of them.
    package var count: Int { self.delivered + self.failed + self.unconfirmed + self.cancelled + self.repeated }

    /// Whether nothing is left to be done about any.
    package var isWhole: Bool { self.failed + self.unconfirmed + self.cancelled == 0 }

    /// For people: `197 of 200 delivered, 3 failed`.
    package var text: String {
        let others = [
            (self.failed, "failed"), (self.unconfirmed, "unconfirmed"), (self.cancelled, "cancelled"),
            (self.repeated, "made before"),
        ]
        let rest = others.filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }.joined()
        return "\(self.delivered) of \(self.count) delivered\(rest)"
    }
}
