package import FoundationEssentials

/// What may be spent in a day; `nil` is no cap.
package struct SpendingCaps: Equatable, Sendable {
    package var usdPerDay: USD?
    package var imagesPerDay: Int?

    package init(usdPerDay: USD? = nil, imagesPerDay: Int? = nil) {
        self.usdPerDay = usdPerDay
        self.imagesPerDay = imagesPerDay
    }
}

/// What was spent in a stretch of time.
package struct Spending: Equatable, Sendable {
    package var images = 0
    package var cost = USD(micros: 0)
    /// Jobs whose cost is not known, so that `cost` is the least it can be.
    package var unpriced = 0

    package init(images: Int = 0, cost: USD = USD(micros: 0), unpriced: Int = 0) {
        self.images = images
        self.cost = cost
        self.unpriced = unpriced
    }
}

/// What has been spent and set aside lately, job by job, and the rule that decides whether there is room for one more.
///
/// Asking and setting aside are one step: two jobs that ask at the same time cannot both have the last of it.
package struct SpendingBook: Equatable, Sendable {
    package enum Verdict: Equatable, Sendable {
        /// It fits, and has been set aside.
        case reserved
        /// It does not fit today; the text says why.
        case overToday(String)
        /// It alone is more than a whole day may cost; the text says why.
        case never(String)
        /// There is a cap in USD, and nobody knows what this would cost: that is not guessed.
        case priceUnknown
    }

    package let caps: SpendingCaps
    private var charges: [JobID: Charge] = [:]

    package init(caps: SpendingCaps) {
        self.caps = caps
    }

    /// Takes over what `job` says it has cost, or that it has cost nothing.
    package mutating func note(_ job: Job) {
        self.charges[job.id] = job.charge
    }

    /// Takes over a charge of an earlier process.
    package mutating func note(_ charge: Charge, of job: JobID) {
        self.charges[job] = charge
    }

    /// What was spent since `start`, the beginning of a day.
    ///
    /// There is no end: what a clock that has been set back puts into the future was spent all the same.
    package func spending(since start: Date) -> Spending {
        self.charges.values.filter { $0.submitted >= start }.reduce(into: Spending()) { sum, charge in
            sum.images += charge.images
            sum.cost = sum.cost + (charge.cost ?? USD(micros: 0))
            if charge.cost == nil { sum.unpriced += 1 }
        }
    }

    /// Sets `charge` aside for `job` if the caps of the day that began at `start` leave room for it.
    package mutating func reserve(_ charge: Charge, for job: JobID, since start: Date) -> Verdict {
        let spent = self.spending(since: start)
        let verdict = self.verdict(charge, spent)
        if verdict == .reserved { self.charges[job] = charge }
        return verdict
    }

    /// Drops what no day that is still to come can ask for.
    package mutating func forget(before start: Date) {
        self.charges = self.charges.filter { $0.value.submitted >= start }
    }

    private func verdict(_ charge: Charge, _ spent: Spending) -> Verdict {
        if let cap = self.caps.imagesPerDay {
            let asked = "this prompt asks for \(Self.images(charge.images))"
            if charge.images > cap { return .never("\(asked), and only \(Self.images(cap)) a day are allowed") }
            if spent.images + charge.images > cap {
                return .overToday(
                    "the cap of \(Self.images(cap)) a day leaves no room: \(spent.images) were made today, and \(asked)"
                )
            }
        }
        if let cap = self.caps.usdPerDay {
            guard let cost = charge.cost else { return .priceUnknown }
            let asked = "this prompt would cost \(cost) USD"
            if cost > cap { return .never("\(asked), and only \(cap) USD a day are allowed") }
            if spent.cost + cost > cap {
                return .overToday(
                    "the cap of \(cap) USD a day leaves no room: \(spent.cost) USD were spent today, and \(asked)"
                )
            }
        }
        return .reserved
    }

    private static func images(_ count: Int) -> String { count == 1 ? "1 image" : "\(count) images" }
}
