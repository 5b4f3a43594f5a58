import PromptCore
import Synchronization

/// The state of a running sandbox, shared by all its connections.
///
/// What happens is in the ledger file before it is true.
final class SandboxStore: Sendable {
    /// What a call needs to know of a request.
    struct Snapshot: Sendable {
        let submission: SandboxState.Submission
        let standing: GenerationQueue.Standing
    }

    private struct Shared {
        var state: SandboxState
        var token: String?
        let balance: USD?
        /// Names requests: from the time of the start, so that no two runs give out the same name.
        var names: StableHash
    }

    private let shared: Mutex<Shared>
    private let file: LedgerFile?
    private let now: @Sendable () -> Moment

    /// Reads the ledger, if there is one.
    ///
    /// - Parameters:
    ///   - settings: How to begin; they hold from now on, also for requests of an earlier run.
    ///   - now: The wall clock: requests age while no sandbox runs, too.
    /// - Throws: `SandboxError` if the ledger cannot be used.
    init(settings: SandboxSettings, now: @escaping @Sendable () -> Moment = { Moment.now() }) throws(SandboxError) {
        let current = LedgerEntry.Settings(
            imageSeconds: settings.imageSeconds,
            slots: settings.slots,
            priceUSD: settings.price
        )
        var state = SandboxState(catalog: .standard, settings: current)
        var file: LedgerFile?
        if let path = settings.ledger {
            let opened = try LedgerFile.open(path: path)
            file = opened.file
            for entry in opened.entries { state.apply(entry) }
        }
        var entry = LedgerEntry(.settings, at: now())
        entry.settings = current
        try file?.append(entry)
        state.apply(entry)
        let names = StableHash("names", entry.at.text, String(state.entries.count))
        self.file = file
        self.now = now
        self.shared = Mutex(Shared(state: state, token: settings.token, balance: settings.balance, names: names))
    }

    // MARK: Reading

    var catalog: Catalog { self.shared.withLock { $0.state.catalog } }
    var faults: [Fault] { self.shared.withLock { $0.state.faults.faults } }
    var settings: LedgerEntry.Settings { self.shared.withLock { $0.state.settings } }

    /// What is left in the account.
    var balance: USD {
        self.shared.withLock { shared in
            guard let first = shared.balance else { return Self.endless }
            return USD(micros: max(0, first.micros - shared.state.totals.usdCharged.micros))
        }
    }

    /// Told of an account without an end.
    private static let endless = USD(micros: 1_000_000_000)

    /// Whether the account has what `input` costs.
    func affords(_ input: GenerationInput, of model: Catalog.Model) -> Bool {
        let cost = model.cost(input, picture: self.settings.priceUSD)
        return self.shared.withLock { $0.balance == nil } || cost <= self.balance
    }

    /// The totals, and the last `limit` entries.
    func ledger(limit: Int) -> (totals: LedgerTotals, entries: [LedgerEntry]) {
        self.shared.withLock { ($0.state.totals, Array($0.state.entries[max(0, $0.state.entries.count - limit)...])) }
    }

    func isRight(token: String) -> Bool {
        self.shared.withLock { $0.token.map { $0 == token } ?? !token.isEmpty }
    }

    func snapshot(of id: String) -> Snapshot? {
        let now = self.now()
        return self.shared.withLock { shared in
            guard let submission = shared.state.submissions[id], let standing = shared.state.standing(of: id, at: now)
            else { return nil }
            return Snapshot(submission: submission, standing: standing)
        }
    }

    // MARK: Faults

    func strike(_ call: Fault.Call, text: String, allows: (Fault.Kind) -> Bool = { _ in true }) -> Fault? {
        self.shared.withLock { $0.state.faults.strike(call, text: text, allows: allows) }
    }

    func add(_ faults: [Fault]) {
        self.shared.withLock { shared in
            for fault in faults { shared.state.faults.add(fault) }
        }
    }

    func clearFaults() {
        self.shared.withLock { $0.state.faults.clear() }
    }

    // MARK: What happens

    /// Accepts and charges a submission whose input is valid; returns its name.
    func accept(
        _ body: APIValue,
        files: [SentFile] = [],
        model: Catalog.Model,
        fault: Fault?
    ) throws(SandboxError) -> String {
        try self.record { shared throws(SandboxError) in
            let id = Self.uuid(from: &shared.names)
            let input = GenerationInput(body, model: model)
            var entry = LedgerEntry(.submission, at: self.now())
            entry.requestID = id
            entry.modelID = model.id
            entry.body = body
            entry.isAccepted = true
            entry.isCharged = true
            entry.images = input.images
            entry.seconds = input.seconds > 0 ? input.seconds : nil
            entry.files = files.isEmpty ? nil : files
            entry.usd = model.cost(input, picture: shared.state.settings.priceUSD)
            entry.fault = fault?.kind.rawValue
            return (entry, id)
        }
    }

    /// Records a submission that was not accepted.
    func refuse(_ body: APIValue, model: String, status: Int?, message: String, fault: Fault?) throws(SandboxError) {
        try self.record { _ throws(SandboxError) in
            var entry = LedgerEntry(.submission, at: self.now())
            entry.modelID = model
            entry.body = body
            entry.isAccepted = false
            entry.isCharged = false
            entry.status = status
            entry.message = message
            entry.fault = fault?.kind.rawValue
            return (entry, ())
        }
    }

    /// Cancels a request if it is still queued; returns whether it was, or `nil` if there is none of that name.
    func cancel(_ id: String) throws(SandboxError) -> Bool? {
        try self.record { shared throws(SandboxError) in
            let now = self.now()
            guard let submission = shared.state.submissions[id], let standing = shared.state.standing(of: id, at: now)
            else { return (nil, nil) }
            var entry = LedgerEntry(.cancellation, at: now)
            entry.requestID = id
            guard case .queued = standing else {
                entry.outcome = "not_cancellable"
                return (entry, false)
            }
            entry.outcome = "cancelled"
            entry.images = submission.images
            entry.usd = submission.usd
            return (entry, true)
        }
    }

    /// Lets a request fail.
    func fail(_ id: String, message: String, isCharged: Bool) throws(SandboxError) {
        try self.record { shared throws(SandboxError) in
            guard let submission = shared.state.submissions[id] else { return (nil, ()) }
            var entry = LedgerEntry(.failure, at: self.now())
            entry.requestID = id
            entry.message = message
            entry.isCharged = isCharged
            entry.images = isCharged ? 0 : submission.images
            entry.usd = isCharged ? USD(micros: 0) : submission.usd
            return (entry, ())
        }
    }

    /// Records that a download came with an `Authorization` header.
    func tokenLeaked(path: String, requestID: String) throws(SandboxError) {
        try self.record { _ throws(SandboxError) in
            var entry = LedgerEntry(.tokenLeak, at: self.now())
            entry.path = path
            entry.requestID = requestID
            return (entry, ())
        }
    }

    func change(_ change: SettingsChange) throws(SandboxError) {
        try self.record { shared throws(SandboxError) in
            if let token = change.token { shared.token = token.text }
            var settings = shared.state.settings
            settings.imageSeconds = change.imageSeconds ?? settings.imageSeconds
            settings.slots = change.slots ?? settings.slots
            settings.priceUSD = change.price ?? settings.priceUSD
            var entry = LedgerEntry(.settings, at: self.now())
            entry.settings = settings
            return (entry, ())
        }
    }

    /// Writes an entry, then makes it true, under one lock: the file has the order of what happened.
    private func record<Value>(
        _ make: (inout sending Shared) throws(SandboxError) -> (LedgerEntry?, Value)
    ) throws(SandboxError) -> Value where Value: Sendable {
        try self.shared.withLock { shared throws(SandboxError) in
            let (entry, value) = try make(&shared)
            if let entry {
                try self.file?.append(entry)
                shared.state.apply(entry)
            }
            return value
        }
    }

    private static func uuid(from names: inout StableHash) -> String {
        var digits = Array(names.nextHex() + names.nextHex())
        digits[12] = "4"
        digits[16] = "a"
        for (offset, place) in [8, 12, 16, 20].enumerated() { digits.insert("-", at: place + offset) }
        return String(digits)
    }
}
