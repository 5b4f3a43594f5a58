/// What may be spent in a day; `nil` is no cap.
package struct SpendingCaps: Equatable, Sendable {
    package var usdPerDay: USD?
    package var imagesPerDay: Int?

    package init(usdPerDay: USD? = nil, imagesPerDay: Int? = nil) {
        self.usdPerDay = usdPerDay
        self.imagesPerDay = imagesPerDay
    }
}
