package import FoundationEssentials

extension Job {
    /// What a status asks for beyond the new state.
    package enum StatusAction: Equatable, Sendable {
        /// Not finished: ask again later.
        case wait
        /// Finished or failed: the result has the rest.
        case fetchResult
        /// Go on with ``Job/nextAction``.
        case proceed
        /// Say once that the API speaks of a state this promptd does not know, and ask again later.
        case warn(String)
    }

    /// The API said how far the request is.
    package mutating func statusReceived(_ status: RequestState, at now: Date) -> StatusAction {
        guard let paid = self.unfinished else { return .proceed }
        switch status {
        case .queued:
            return .wait
        case .running:
            self.started(paid, at: now)
            return .wait
        case .completed, .failed:
            return .fetchResult
        case .cancelled:
            self.cancelledAtAPI(paid)
            return .proceed
        case .unrecognised(let text):
            return .warn(text)
        }
    }

    /// The API gave the result, or the state of a request that has none yet.
    package mutating func resultReceived(_ result: GenerationResult, at now: Date) -> StatusAction {
        guard let paid = self.unfinished else { return .proceed }
        switch result.state {
        case .queued:
            return .wait
        case .running:
            self.started(paid, at: now)
            return .wait
        case .unrecognised(let text):
            return .warn(text)
        case .cancelled:
            self.cancelledAtAPI(paid)
        case .failed(let why):
            self.state = .failed(.generationFailed(why, paid.requestID))
        case .completed where result.outputs.isEmpty:
            self.state = .failed(.noOutput(result.reasons.first, paid.requestID))
        case .completed:
            self.times.finished = result.finishedAt ?? now
            self.state = .collecting(
                .init(
                    paid: paid,
                    files: self.bounded(result.places).map { .init($0) },
                    cost: result.cost,
                    warnings: self.countWarning(received: result.outputs.count + result.droppedOutputs)
                )
            )
        }
        return .proceed
    }

    /// The API has not known the request for longer than an answer may be late.
    package mutating func requestLost(_ why: String) {
        guard let paid = self.unfinished else { return }
        self.state = .failed(.resultExpired(why, paid.requestID))
    }

    /// The paid request while the API has not finished it.
    private var unfinished: JobState.Paid? {
        switch self.state {
        case .queued(let paid), .running(let paid): paid
        case .claiming, .claimed, .submitting, .collecting, .publishing, .published, .failed, .unconfirmed, .cancelled,
            .divided, .completed:
            nil
        }
    }

    private mutating func started(_ paid: JobState.Paid, at now: Date) {
        guard case .queued = self.state else { return }
        self.state = .running(paid)
        self.times.started = now
        // Too late: it runs to its end and is charged, so it is delivered.
        self.isCancelRequested = false
    }

    private mutating func cancelledAtAPI(_ paid: JobState.Paid) {
        // What has run is charged, so that it never ends as if it had not been.
        let hasRun = self.state.name == .running
        let isOwn = (self.isCancelRequested || self.isCancelSent) && !hasRun
        self.state = isOwn ? .cancelled(paid) : .failed(.cancelledElsewhere(paid.requestID, hasRun: hasRun))
    }

    private func countWarning(received: Int) -> [String] {
        guard let wanted = self.request?.imageCount, wanted != received else { return [] }
        let warning = "\(wanted) images were asked for, the API gave \(received)"
        return [received > self.mostOutputs ? "\(warning); the first \(self.mostOutputs) are delivered" : warning]
    }

    /// No more outputs than could be meant: what the API says must not fill the disk.
    func bounded(_ places: [GenerationResult.Place]) -> ArraySlice<GenerationResult.Place> {
        places.prefix(self.mostOutputs)
    }

    private var mostOutputs: Int { max(64, 4 * (self.request?.imageCount ?? 1)) }
}

extension GenerationResult {
    /// Why outputs are missing, in the API's order.
    fileprivate var reasons: [String] {
        self.places.compactMap { place in
            if case .missing(_, let reason) = place { reason } else { nil }
        }
    }
}

extension JobState.OutputFile {
    /// What is to be fetched, or cannot be: a missing output keeps its place, and with it the others their numbers.
    init(_ place: GenerationResult.Place) {
        switch place {
        case .link(let link): self.init(link: link)
        case .missing(let kind, let reason): self.init(link: .missing(kind), progress: .lost(reason))
        }
    }
}
