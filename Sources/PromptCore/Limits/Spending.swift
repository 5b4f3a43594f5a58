/// What was spent in a stretch of time.
package struct Spending: Equatable, Sendable {
    package var images = 0
    package var cost = USD.zero
    /// Jobs whose cost is not known, so that `cost` is the least it can be.
    package var unpriced = 0

    package init(images: Int = 0, cost: USD = .zero, unpriced: Int = 0) {
        self.images = images
        self.cost = cost
        self.unpriced = unpriced
    }

    /// Adds a charge `count` times; -1 takes it away.
    mutating func add(_ charge: Charge, _ count: Int) {
        self.images += charge.images * count
        self.cost = self.cost + (charge.cost ?? .zero) * count
        if charge.cost == nil { self.unpriced += count }
    }
}
