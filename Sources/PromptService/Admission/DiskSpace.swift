import PromptCore
import PromptFiles
import Synchronization

/// The space on the disks, held against what the results that are paid for may yet take: what cannot be stored is not
/// bought.
final class DiskSpace: Sendable {
    /// A folder that promptd writes to, as people call it, and how to ask for the bytes that are free for it.
    struct Disk: Sendable {
        var name: String
        /// On whose threads it is asked.
        var place: Blocking.Place
        var freeBytes: @Sendable () throws(FileError) -> Int64

        fileprivate func free() async throws -> Int64 {
            try await Blocking.run(self.place) { try self.freeBytes() }
        }
    }

    private let outbox: Disk
    private let others: [Disk]
    private struct State {
        /// Bytes that have to stay free on each.
        var least: Int64
        /// Bytes that each job may yet bring.
        var outstanding: [JobID: Int64] = [:]
        /// The jobs whose bytes are set aside, and not yet what their committed state says.
        var reserved: Set<JobID> = []
        /// Until when the others need not be asked again: all of them had plenty.
        var othersAskedUntil: ContinuousClock.Instant?
    }

    private let state: Mutex<State>
    private let clocks: Clocks

    init(outbox: Disk, others: [Disk], least: Int64, clocks: Clocks = .system) {
        self.outbox = outbox
        self.others = others
        self.state = Mutex(State(least: least))
        self.clocks = clocks
    }

    /// Bytes that have to stay free on each.
    var least: Int64 {
        get { self.state.withLock { $0.least } }
        set {
            self.state.withLock { state in
                state.least = newValue
                state.othersAskedUntil = nil
            }
        }
    }

    /// Takes over what the job, as it was just committed, may yet bring.
    func note(_ job: Job) {
        self.state.withLock { state in
            state.reserved.remove(job.id)
            state.outstanding[job.id] = job.outstandingBytes == 0 ? nil : job.outstandingBytes
        }
    }

    /// Sets free what was set aside for `job`, unless the job's committed state has taken its place.
    func release(_ job: JobID) {
        self.state.withLock { state in
            guard state.reserved.remove(job) != nil else { return }
            state.outstanding[job] = nil
        }
    }

    /// Sets aside the room for what `request` may bring, if there is any beside what is on its way already.
    ///
    /// - Returns: what is missing where, told for a person; `nil` if it is set aside, until ``note(_:)`` or ``release(_:)`` says otherwise.
    func reserve(_ request: JobRequest, for job: JobID) async throws -> String? {
        async let ofOthers = self.shortageOfOthers()
        let (free, least) = (try await self.outbox.free(), self.least)
        let coming: Int64? = self.state.withLock { state in
            let coming = state.outstanding.filter { $0.key != job }.values.reduce(0, +)
            guard free >= least + coming + request.largestResult else { return coming }
            state.outstanding[job] = request.largestResult
            state.reserved.insert(job)
            return nil
        }
        if let coming {
            let needed = least + coming + request.largestResult
            return """
                the \(self.outbox.name) has \(Self.text(free)) free, and \(Self.text(needed)) may be needed: \
                \(Self.text(request.largestResult)) for this prompt, \(Self.text(coming)) for those on their way, and \
                \(Self.text(least)) that stay free (min-free-space). Free some space there; promptd goes on by itself.
                """
        }
        return try await ofOthers
    }

    private func shortageOfOthers() async throws -> String? {
        let (now, least) = (self.clocks.steady(), self.least)
        if let until = self.state.withLock({ $0.othersAskedUntil }), now < until { return nil }
        var havePlenty = true
        for disk in self.others {
            let free = try await disk.free()
            havePlenty = havePlenty && free / 2 >= least
            guard free < least else { continue }
            return """
                the folder of the \(disk.name) has \(Self.text(free)) free, and \(Self.text(least)) have to stay free \
                (min-free-space). Free some space there; promptd goes on by itself.
                """
        }
        // Little is written to them: what is far from its end is asked once a second.
        if havePlenty { self.state.withLock { $0.othersAskedUntil = now + .seconds(1) } }
        return nil
    }

    private static func text(_ bytes: Int64) -> String { "\((bytes + (1 << 20) - 1) >> 20) MiB" }
}
