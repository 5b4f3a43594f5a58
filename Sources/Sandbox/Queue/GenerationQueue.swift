/// Requests waiting for, and then using, a limited number of slots.
///
/// A pure value: it has no timer, and computes from the times it was given what must have happened until now.
/// Time only moves on; an earlier `now` than the last counts as the last.
struct GenerationQueue: Equatable, Sendable {
    /// Where a request stands.
    enum Standing: Equatable, Sendable {
        /// 1 is the next to start.
        ///
        /// Goes to `running`, `cancelled`, `failed`.
        case queued(position: Int)
        /// Goes to `completed`, `failed`.
        case running
        /// Goes to `failed`.
        case completed(at: Moment)
        case cancelled(at: Moment)
        case failed(message: String, at: Moment)
    }

    private enum Phase: Equatable {
        case waiting
        case running(since: Moment, until: Moment)
        case completed(at: Moment)
        case cancelled(at: Moment)
        case failed(message: String, at: Moment)
    }

    private struct Entry: Equatable {
        var images: Int
        var phase: Phase
    }

    private(set) var slots: Int
    private(set) var imageSeconds: Double
    private var entries: [Entry] = []
    private var numbers: [String: Int] = [:]
    /// In order of arrival, which is ascending.
    private var waiting: [Int] = []
    private var running: [Int] = []
    private var clock = Moment(milliseconds: .min)

    init(slots: Int, imageSeconds: Double) {
        self.slots = slots
        self.imageSeconds = imageSeconds
    }

    /// A request for `images` images arrived.
    mutating func submitted(_ id: String, images: Int, at now: Moment) {
        self.advance(to: now)
        self.numbers[id] = self.entries.count
        self.waiting.append(self.entries.count)
        self.entries.append(Entry(images: images, phase: .waiting))
        self.start()
    }

    /// The request was taken out of the queue, whatever it was doing.
    mutating func cancelled(_ id: String, at now: Moment) {
        self.ended(id, as: .cancelled(at: now), at: now)
    }

    /// The request failed, whatever it was doing.
    mutating func failed(_ id: String, message: String, at now: Moment) {
        self.ended(id, as: .failed(message: message, at: now), at: now)
    }

    /// What holds from now on, also for requests that are running.
    mutating func changed(slots: Int, imageSeconds: Double, at now: Moment) {
        self.advance(to: now)
        self.slots = slots
        self.imageSeconds = imageSeconds
        for number in self.running {
            guard case .running(let since, _) = self.entries[number].phase else { continue }
            let until = since.advanced(bySeconds: imageSeconds * Double(self.entries[number].images))
            self.entries[number].phase = .running(since: since, until: max(until, self.clock))
        }
        self.start()
    }

    /// Where the request stands at `now`; `nil` if there is none of that name.
    mutating func standing(of id: String, at now: Moment) -> Standing? {
        self.advance(to: now)
        guard let number = self.numbers[id] else { return nil }
        switch self.entries[number].phase {
        case .waiting: return .queued(position: self.place(of: number) + 1)
        case .running: return .running
        case .completed(let moment): return .completed(at: moment)
        case .cancelled(let moment): return .cancelled(at: moment)
        case .failed(let message, let moment): return .failed(message: message, at: moment)
        }
    }

    private mutating func ended(_ id: String, as phase: Phase, at now: Moment) {
        self.advance(to: now)
        guard let number = self.numbers[id] else { return }
        switch self.entries[number].phase {
        case .waiting: self.waiting.remove(at: self.place(of: number))
        case .running: self.running.removeAll { $0 == number }
        case .completed, .cancelled, .failed: break
        }
        self.entries[number].phase = phase
        self.start()
    }

    /// Lets everything happen that happens until `now`, in its order.
    private mutating func advance(to now: Moment) {
        while let (number, until) = self.nextToFinish(), until <= now {
            self.clock = max(self.clock, until)
            self.running.removeAll { $0 == number }
            self.entries[number].phase = .completed(at: until)
            self.start()
        }
        self.clock = max(self.clock, now)
    }

    private func nextToFinish() -> (number: Int, until: Moment)? {
        var next: (number: Int, until: Moment)?
        for number in self.running {
            guard case .running(_, let until) = self.entries[number].phase else { continue }
            if next.map({ until < $0.until }) ?? true { next = (number, until) }
        }
        return next
    }

    /// Starts what there is room for.
    private mutating func start() {
        while self.running.count < self.slots, !self.waiting.isEmpty {
            let number = self.waiting.removeFirst()
            let until = self.clock.advanced(bySeconds: self.imageSeconds * Double(self.entries[number].images))
            self.entries[number].phase = .running(since: self.clock, until: until)
            self.running.append(number)
        }
    }

    /// The index in `waiting` of a number that waits: found by halving, since the numbers ascend.
    private func place(of number: Int) -> Int {
        var (low, high) = (0, self.waiting.count)
        while low < high {
            let middle = (low + high) / 2
            if self.waiting[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
