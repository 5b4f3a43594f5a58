/// A limit of the API's that nobody has written down, learnt as TCP learns what a line carries.
///
/// A little more as long as nobody complains, half of it when somebody does. One that a person has set never changes.
package struct LearntLimit: Equatable, Sendable {
    package private(set) var value: Double
    private let least: Double
    private let most: Double
    private var lastComplaint: ContinuousClock.Instant?

    /// What is complained of within this time was under way already when the limit was halved.
    private static let pause = Duration.seconds(1)

    private init(_ value: Double, least: Double, most: Double) {
        self.value = value
        self.least = least
        self.most = max(value, most)
    }

    /// As a person has set it.
    package static func fixed(_ value: Int) -> LearntLimit {
        LearntLimit(Double(value), least: Double(value), most: Double(value))
    }

    /// Begins with `first`, and is never less than 1 nor more than `most`.
    package static func learnt(first: Int, most: Int) -> LearntLimit {
        LearntLimit(Double(first), least: 1, most: Double(most))
    }

    /// The limit as a whole number; at least 1.
    package var count: Int { Int(self.value) }

    /// The most that it can become.
    package var highest: Int { Int(self.most) }

    /// The API has taken something while the limit was used up: as many of these as the limit is raise it by one.
    package mutating func worked() { self.value = min(self.most, self.value + 1 / self.value) }

    /// The API has said that it is too much.
    package mutating func complained(at now: ContinuousClock.Instant) {
        if let last = self.lastComplaint, last.duration(to: now) < Self.pause { return }
        self.lastComplaint = now
        self.value = max(self.least, self.value / 2)
    }

    /// Two limits are the same as long as they say the same; what was complained of is forgotten.
    package static func == (left: LearntLimit, right: LearntLimit) -> Bool {
        (left.value, left.least, left.most) == (right.value, right.least, right.most)
    }
}
