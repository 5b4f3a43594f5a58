/// Random numbers that are the same every time for the same seed (SplitMix64), so that a failed run can be repeated.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        self.state = seed
    }

    package mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Whether an event of the given probability (in percent) happens.
    package mutating func happens(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &self) < percent
    }

    /// One of `choices`; `first` if there is nothing to choose from.
    package mutating func pick<Choice>(_ first: Choice, _ choices: Choice...) -> Choice {
        let index = Int.random(in: 0...choices.count, using: &self)
        return index == 0 ? first : choices[index - 1]
    }
}
