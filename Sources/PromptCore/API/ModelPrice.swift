/// A model's price as its catalog entry states it: a base, not a promise.
package struct ModelPrice: Equatable, Sendable {
    package var base: USD
    /// What the base is for, in the API's words: `image`, `output`, `second`.
    package var unit: String

    package init(base: USD, unit: String) {
        self.base = base
        self.unit = unit
    }

    /// What `images` images come to; `nil` if the unit is something else than a picture.
    package func estimate(images: Int) -> USD? {
        ["image", "output", "picture"].contains(self.unit.lowercased()) ? self.base * images : nil
    }
}
