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

extension Job {
    /// What the job has cost or may have cost; `nil` if it is certain that nothing was charged.
    ///
    /// It follows from the state alone, so that what was spent is on disk with the state itself and never disagrees with it.
    package var charge: Charge? {
        guard let submitted = self.times.submitted, let request = self.request else { return nil }
        let actual: USD?
        switch self.state {
        case .claiming, .claimed, .cancelled: return nil
        case .failed(let failure) where !failure.mayHaveBeenCharged: return nil
        case .submitting, .queued, .running, .failed, .unconfirmed: actual = nil
        case .collecting(let output), .publishing(let output): actual = output.cost
        case .published(let delivery): actual = delivery.output.cost
        }
        return Charge(submitted: submitted, images: request.imageCount, cost: actual ?? request.estimate)
    }

    /// Bytes that the job's files may yet take in the outbox: those that are paid for and not fetched.
    package var outstandingBytes: Int64 {
        guard let request = self.request else { return 0 }
        switch self.state {
        case .submitting, .queued, .running: return request.largestResult
        case .collecting(let output): return request.largestImage * Int64(output.wanted.count)
        case .claiming, .claimed, .publishing, .published, .failed, .unconfirmed, .cancelled: return 0
        }
    }
}

extension JobRequest {
    /// Bytes one output may have, at most.
    ///
    /// Four bytes a pixel are more than any encoder makes of it; where the size is not known, the vendor's own limit for
    /// images holds.
    package var largestImage: Int64 {
        guard let size = self.pixelSize else { return 50 << 20 }
        return Int64(size.width) * Int64(size.height) * 4 + 1 << 16
    }

    /// Bytes all outputs together may have, at most.
    package var largestResult: Int64 { self.largestImage * Int64(self.imageCount) }
}
