/// What may be spent in a day; `nil` is no cap.
package struct SpendingCaps: Equatable, Sendable {
    package var usdPerDay: USD?
    package var imagesPerDay: Int?

    package init(usdPerDay: USD? = nil, imagesPerDay: Int? = nil) {
        self.usdPerDay = usdPerDay
        self.imagesPerDay = imagesPerDay
    }

    /// The caps in words: `5.00 USD a day, 500 images a day`.
    package var summary: String {
        let caps = [self.usdPerDay.map { "\($0) USD a day" }, self.imagesPerDay.map { "\($0) images a day" }]
        let set = caps.compactMap(\.self)
        return set.isEmpty ? "none" : set.joined(separator: ", ")
    }
}
