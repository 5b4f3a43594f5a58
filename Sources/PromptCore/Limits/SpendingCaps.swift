/// What may be spent; `nil` is no cap.
package struct SpendingCaps: Equatable, Sendable {
    package var usdPerDay: USD?
    package var imagesPerDay: Int?
    package var usdPerPrompt: USD?

    package init(usdPerDay: USD? = nil, imagesPerDay: Int? = nil, usdPerPrompt: USD? = nil) {
        self.usdPerDay = usdPerDay
        self.imagesPerDay = imagesPerDay
        self.usdPerPrompt = usdPerPrompt
    }

    /// Whether there is one: then it has to be known for sure what a prompt brings.
    package var isAny: Bool { self.needsPrice || self.imagesPerDay != nil }

    /// Whether there is one in dollars: then a price has to be known.
    package var needsPrice: Bool { self.usdPerDay != nil || self.usdPerPrompt != nil }

    /// The caps in words: `5.00 USD a day, 500 images a day`.
    package var summary: String {
        let caps = [
            self.usdPerDay.map { "\($0) USD a day" }, self.imagesPerDay.map { "\($0) images a day" },
            self.usdPerPrompt.map { "\($0) USD a prompt" },
        ]
        let set = caps.compactMap(\.self)
        return set.isEmpty ? "none" : set.joined(separator: ", ")
    }
}
