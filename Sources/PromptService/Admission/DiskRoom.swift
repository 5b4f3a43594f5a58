import PromptCore
import PromptFiles
import Synchronization

/// The space on the disks, held against what the results that are paid for may yet take: what cannot be stored is not
/// bought.
final class DiskRoom: Sendable {
    private let outbox: Outbox
    /// The other folders that promptd writes to.
    private let others: [(name: String, path: String)]
    /// Bytes that have to stay free.
    private let least: Int64
    private let outstanding = Mutex<[JobID: Int64]>([:])

    init(outbox: Outbox, settings: DaemonSettings) {
        self.outbox = outbox
        self.others = [("state", settings.state), ("inbox", settings.inbox)]
        self.least = settings.leastFreeBytes
    }

    /// Takes over what the job, as it was just committed, may yet bring.
    func note(_ job: Job) {
        self.outstanding.withLock { $0[job.id] = job.outstandingBytes == 0 ? nil : job.outstandingBytes }
    }

    /// Sets aside the room for what `request` may bring, if there is any beside what is on its way already.
    ///
    /// - Returns: what is missing where, told for a person; `nil` if it is set aside, until ``note(_:)`` says otherwise.
    func reserve(_ request: JobRequest, for job: JobID) throws(FileFailure) -> String? {
        let free = try self.outbox.freeBytes()
        let coming: Int64? = self.outstanding.withLock { outstanding in
            let coming = outstanding.filter { $0.key != job }.values.reduce(0, +)
            guard free >= self.least + coming + request.largestResult else { return coming }
            outstanding[job] = request.largestResult
            return nil
        }
        if let coming {
            let needed = self.least + coming + request.largestResult
            return """
                the outbox has \(Self.text(free)) free, and \(Self.text(needed)) may be needed: \
                \(Self.text(request.largestResult)) for this prompt, \(Self.text(coming)) for those on their way, and \
                \(Self.text(self.least)) that stay free (min-free-space). Free some space there; promptd goes on by itself.
                """
        }
        for (name, path) in self.others {
            let free = try OpenDirectory(at: path).freeBytes()
            guard free < self.least else { continue }
            return """
                the folder of the \(name) has \(Self.text(free)) free, and \(Self.text(self.least)) have to stay free \
                (min-free-space). Free some space there; promptd goes on by itself.
                """
        }
        return nil
    }

    private static func text(_ bytes: Int64) -> String { "\((bytes + (1 << 20) - 1) >> 20) MiB" }
}
