import Logging
import Synchronization

/// Counts messages that say the same again and again, and sums them up: one failure may strike every job there is.
///
/// A kind of message is its level, its words and its reason. Of each kind the first few within a minute are written and the
/// others counted; when the minute is over, one line says how many there were. If the reasons differ, the words alone count,
/// with more of them written. What names no reason is news, and never counted, nor is what nobody may miss: the critical,
/// an error about one job, and messages with an id, except for those that are `summed`.
final class LogFlood: Sendable {
    /// Writes an event with attributes in place of its own.
    typealias Write = @Sendable (LogEvent, [LogAttribute]) -> Void
    typealias Clock = @Sendable () -> ContinuousClock.Instant
    /// Has something done after a time.
    typealias Later = @Sendable (Duration, @escaping @Sendable () -> Void) -> Void

    private struct Kind: Hashable {
        var level: Logger.Level
        var message: String
        /// `nil` for all reasons together.
        var reason: [String]?
    }

    private struct Window {
        let end: ContinuousClock.Instant
        var written = 0
        var swallowed = 0
        var last: (event: LogEvent, attributes: [LogAttribute], write: Write)?
    }

    static let period = Duration.seconds(60)
    /// How many of a kind are written within a period, and how many with the same words.
    static let most = 5
    static let mostOfWords = 20
    /// Kinds that are counted at a time; further ones count by their words alone.
    static let kinds = 256

    private let summed: Set<String>
    private let now: Clock
    private let later: Later
    private let windows = Mutex<[Kind: Window]>([:])

    /// - Parameters:
    ///   - summed: The ids of messages that are summed up although they have one.
    ///   - now: A clock that never goes back.
    ///   - later: Tells when a period is over.
    init(
        summed: Set<String>,
        now: @escaping Clock = { ContinuousClock.now },
        later: @escaping Later = { time, body in
            Task {
                // Nobody cancels it.
                try? await Task.sleep(for: time)
                body()
            }
        }
    ) {
        self.summed = summed
        self.now = now
        self.later = later
    }

    /// Whether an event is counted, and not to be written.
    ///
    /// `write` is kept for the line that says how many there were.
    func swallows(_ event: LogEvent, _ attributes: [LogAttribute], write: @escaping Write) -> Bool {
        guard let reason = self.reason(event, attributes) else { return false }
        let words = Kind(level: event.level, message: event.message.description, reason: nil)
        var kind = words
        kind.reason = reason
        let now = self.now()
        let (isSwallowed, begun) = self.windows.withLock { windows -> (Bool, Kind?) in
            Self.open(kind, words, &windows, now)
            let full = [(kind, Self.most), (words, Self.mostOfWords)].first { kind, most in
                windows[kind].map { $0.written >= most } ?? false
            }
            guard let full else {
                windows[kind]?.written += 1
                windows[words]?.written += 1
                return (false, nil)
            }
            windows[full.0]?.swallowed += 1
            windows[full.0]?.last = (event, attributes, write)
            return (true, windows[full.0]?.swallowed == 1 ? full.0 : nil)
        }
        if let begun {
            self.later(Self.period) { [weak self] in self?.end(begun, " in the last minute") }
        }
        return isSwallowed
    }

    /// Says what has been counted up to now: nothing comes after it.
    func finish() {
        for kind in self.windows.withLock({ Array($0.keys) }) { self.end(kind, "") }
    }

    /// Makes sure that both are counted, as far as there is room.
    private static func open(
        _ kind: Kind,
        _ words: Kind,
        _ windows: inout [Kind: Window],
        _ now: ContinuousClock.Instant
    ) {
        for kind in [words, kind] {
            if let window = windows[kind], window.swallowed > 0 || now < window.end { continue }
            if windows[kind] == nil, windows.count >= Self.kinds {
                windows = windows.filter { $0.value.swallowed > 0 || now < $0.value.end }
                if windows.count >= Self.kinds { continue }
            }
            windows[kind] = Window(end: now + Self.period)
        }
    }

    private func end(_ kind: Kind, _ time: String) {
        guard let window = self.windows.withLock({ $0.removeValue(forKey: kind) }), let last = window.last else {
            return
        }
        let isOfReason = kind.reason != nil
        var event = last.event
        event.message = "\(event.message) … and \(window.swallowed) more of this kind\(time)"
        let reason = last.attributes.filter { isOfReason && Self.reasonKeys.contains($0.key) }
        last.write(
            event,
            (reason + [LogAttribute(key: "count", value: "\(window.swallowed)")]).sorted { $0.key < $1.key }
        )
    }

    /// Why something has happened, if the event may be counted.
    private func reason(_ event: LogEvent, _ attributes: [LogAttribute]) -> [String]? {
        let reason = attributes.filter { Self.reasonKeys.contains($0.key) }.map(\.value)
        guard !reason.isEmpty, event.level >= .info, event.level < .critical else { return nil }
        if let id = attributes.first(where: \.isMessageID) { return self.summed.contains(id.value) ? reason : nil }
        let isOfJob = attributes.contains { Self.jobKeys.contains($0.key) }
        return event.level == .error && isOfJob ? nil : reason
    }

    /// The metadata that says why; the keys are those of the program's own table.
    private static let reasonKeys: Set = ["error", "error.code", "error.message", "error.type", "reason"]
    /// The metadata that says whose it is.
    private static let jobKeys: Set = ["job", "prompt", "request"]
}
