package import FoundationEssentials

/// What has been spent and set aside lately, job by job, and the rule that decides whether there is room for one more.
///
/// Asking and setting aside are one step: two jobs that ask at the same time cannot both have the last of it.
package struct SpendingLedger: Sendable {
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

    /// Seconds before a day's start for which charges are kept: a clock that jumps ahead and back finds them again.
    package static let memory = 8.0 * 86_400

    /// What may be spent; what has been spent stays, whatever it is set to.
    package var caps: SpendingCaps
    private var charges: [JobID: Charge] = [:]
    /// Those of `charges` that are set aside, and not yet what a job's committed state says.
    private var reserved: Set<JobID> = []
    /// The sum of the day that was asked about last, kept up to date: there may be a hundred thousand charges.
    private var day = (start: Date.distantFuture, sum: Spending())

    package init(caps: SpendingCaps) {
        self.caps = caps
    }

    /// Takes over what `job` says it has cost, or that it has cost nothing.
    ///
    /// - Returns: whether that is less than before.
    @discardableResult
    package mutating func note(_ job: Job) -> Bool {
        let (old, new) = (self.charges[job.id], job.charge)
        self.set(new, of: job.id)
        guard let old else { return false }
        return new.map { $0.images < old.images || ($0.cost ?? old.cost ?? .zero) < (old.cost ?? .zero) } ?? true
    }

    /// Takes over a charge of an earlier process.
    package mutating func note(_ charge: Charge, of job: JobID) {
        self.set(charge, of: job)
    }

    /// What was spent since `start`, the beginning of a day.
    ///
    /// There is no end: what a clock that has been set back puts into the future was spent all the same.
    package mutating func spending(since start: Date) -> Spending {
        if self.day.start != start {
            self.charges = self.charges.filter { $0.value.submitted >= start.addingTimeInterval(-Self.memory) }
            self.day = (start, Spending())
            for charge in self.charges.values where charge.submitted >= start { self.day.sum.add(charge, 1) }
        }
        return self.day.sum
    }

    /// Sets `charge` aside for `job` if the caps of the day that began at `start` leave room for it.
    package mutating func reserve(_ charge: Charge, for job: JobID, since start: Date) -> Verdict {
        let verdict = self.verdict(charge, since: start)
        if verdict == .reserved {
            self.set(charge, of: job)
            self.reserved.insert(job)
        }
        return verdict
    }

    /// Sets free what was set aside for `job`, unless the job's committed state has taken its place.
    ///
    /// - Returns: whether there is more room than before.
    package mutating func release(_ job: JobID) -> Bool {
        guard self.reserved.contains(job) else { return false }
        self.set(nil, of: job)
        return true
    }

    /// Whether the caps of the day that began at `start` leave room for `charge`, and why not.
    package mutating func verdict(_ charge: Charge, since start: Date) -> Verdict {
        self.verdict(charge, self.spending(since: start))
    }

    private mutating func set(_ charge: Charge?, of job: JobID) {
        self.reserved.remove(job)
        let old = self.charges[job]
        self.charges[job] = charge
        if let old, old.submitted >= self.day.start { self.day.sum.add(old, -1) }
        if let charge, charge.submitted >= self.day.start { self.day.sum.add(charge, 1) }
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
        if let cap = self.caps.usdPerPrompt {
            guard let cost = charge.cost else { return .priceUnknown }
            if cost > cap { return .never("it would cost \(cost) USD, and only \(cap) USD a prompt are allowed") }
        }
        if let cap = self.caps.usdPerDay {
            guard let cost = charge.cost else { return .priceUnknown }
            let asked = "this prompt would cost \(cost) USD"
            if cost > cap { return .never("\(asked), and only \(cap) USD a day are allowed") }
            if spent.unpriced > 0 {
                return .overToday(
                    "the cap of \(cap) USD a day cannot be held: nobody knows what \(spent.unpriced) of today's jobs cost"
                )
            }
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
