package import FoundationEssentials

/// What a job has cost, or may have cost: what the caps of a day are held against.
package struct Charge: Equatable, Sendable {
    /// When its POST went out: it counts for that day.
    package var submitted: Date
    package var images: Int
    /// The actual cost once the API has named it, the estimate before; `nil` if no price was known.
    package var cost: USD?

    package init(submitted: Date, images: Int, cost: USD?) {
        self.submitted = submitted
        self.images = images
        self.cost = cost
    }
}
