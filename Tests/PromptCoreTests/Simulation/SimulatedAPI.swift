import PromptTesting

@testable import PromptCore

/// The vendor: an account book that cannot be wrong, behind answers that can.
struct SimulatedAPI {
    enum State { case queued, running, completed, failed, cancelled }

    struct Request {
        var id: RequestID
        var job: Int
        var drop: Int
        var state = State.queued
        /// From the moment it runs.
        var isCharged = false
        /// The process has been given its id, and could write it down.
        var isKnown = false
        /// The next calls about it find nothing: it is too new, or its result has expired.
        var unknownCalls: Int
        var isExpired = false
        var outputs: Int
        /// The next calls show a complete request without its outputs.
        var lateCalls: Int
    }

    private(set) var requests: [Request] = []
    /// The account or the network is in trouble.
    var faultPercent = 10
    private let requestIDs: [RequestID]
    private let links: [[OutputLink]]

    init(_ sample: WorldSample) {
        self.requestIDs = sample.requestIDs
        self.links = sample.links
    }

    mutating func accept(job: Int, drop: Int, _ random: inout SeededGenerator) -> Request {
        let isLate = self.faultPercent > 0
        self.requests.append(
            Request(
                id: self.requestIDs[self.requests.count],
                job: job,
                drop: drop,
                unknownCalls: isLate && random.happens(15) ? 2 : 0,
                outputs: random.pick(1, 1, 1, 2, 2, 3, 0),
                lateCalls: isLate && random.happens(10) ? 1 : 0
            )
        )
        return self.requests[self.requests.count - 1]
    }

    mutating func becameKnown(_ id: RequestID) {
        for index in self.requests.indices where self.requests[index].id == id { self.requests[index].isKnown = true }
    }

    /// Time passes at the vendor's.
    mutating func advance(_ random: inout SeededGenerator, _ happenings: inout Set<Happening>) {
        for index in self.requests.indices {
            switch self.requests[index].state {
            case .queued where self.faultPercent > 0 && random.happens(1):
                happenings.insert(.cancelledByVendor)
                self.requests[index].state = .cancelled
            case .queued where random.happens(30):
                self.requests[index].state = .running
                self.requests[index].isCharged = true
            case .running where self.faultPercent > 0 && random.happens(1):
                happenings.insert(.cancelledByVendor)
                self.requests[index].state = .cancelled
                // What the vendor breaks off it does not charge.
                self.requests[index].isCharged = false
            case .running where random.happens(40):
                self.requests[index].state = random.happens(8) ? .failed : .completed
            case .completed where self.faultPercent > 0 && random.happens(1):
                happenings.insert(.expires)
                self.requests[index].isExpired = true
            case .queued, .running, .completed, .failed, .cancelled:
                break
            }
        }
    }

    mutating func status(
        _ id: RequestID,
        _ random: inout SeededGenerator,
        _ happenings: inout Set<Happening>
    ) throws(APIError) -> RequestState {
        let request = self.requests[try self.find(id, &random, &happenings)]
        if self.faultPercent > 0, random.happens(2) {
            happenings.insert(.strangeState)
            return .unrecognised("napping")
        }
        return request.visible
    }

    mutating func result(
        _ id: RequestID,
        _ random: inout SeededGenerator,
        _ happenings: inout Set<Happening>
    ) throws(APIError) -> GenerationResult {
        let index = try self.find(id, &random, &happenings)
        let request = self.requests[index]
        guard request.state == .completed else { return GenerationResult(state: request.visible) }
        if request.lateCalls > 0 {
            happenings.insert(.lateOutputs)
            self.requests[index].lateCalls -= 1
            return GenerationResult(state: .completed)
        }
        return GenerationResult(state: .completed, outputs: self.links[request.outputs])
    }

    mutating func cancel(
        _ id: RequestID,
        _ random: inout SeededGenerator,
        _ happenings: inout Set<Happening>
    ) throws(APIError) -> CancelOutcome {
        let index = try self.find(id, &random, &happenings)
        // Already cancelled is no longer cancellable: the answer to a repeated call.
        let isQueued = self.requests[index].state == .queued
        if isQueued { self.requests[index].state = .cancelled }
        if self.faultPercent > 0, random.happens(20) {
            happenings.insert(.cancelAnswerLost)
            throw APIError(.transient, message: "cut off")
        }
        return isQueued ? .cancelled : .notCancellable
    }

    private mutating func find(
        _ id: RequestID,
        _ random: inout SeededGenerator,
        _ happenings: inout Set<Happening>
    ) throws(APIError) -> Int {
        if self.faultPercent > 0, random.happens(self.faultPercent / 2) {
            happenings.insert(.callFails)
            throw APIError(
                random.pick(.transient, .transient, .rateLimit, .token, .balance),
                message: "no",
                retryAfter: random.pick(nil, 3)
            )
        }
        guard let index = self.requests.firstIndex(where: { $0.id == id }), !self.requests[index].isExpired else {
            throw APIError(.notFound, message: "HTTP 404")
        }
        guard self.requests[index].unknownCalls == 0 else {
            happenings.insert(.unknownForAWhile)
            self.requests[index].unknownCalls -= 1
            throw APIError(.notFound, message: "HTTP 404")
        }
        return index
    }
}

extension SimulatedAPI.Request {
    /// The state as the vendor words it.
    fileprivate var visible: RequestState {
        switch self.state {
        case .queued: .queued(position: 1)
        case .running: .running
        case .completed: .completed
        case .failed: .failed("no GPU")
        case .cancelled: .cancelled
        }
    }
}
