import CLinux
import Glibc
import Synchronization

/// The end of a run, or of all of them, which somebody sets while they are waited for.
package final class ProgramStop: Sendable {
    /// Readable from the moment on at which an end is set.
    let signal: OpenFile
    private let end = Mutex<ContinuousClock.Instant?>(nil)

    package init() throws(FileError) {
        let descriptor = try systemCall("make a wake-up for", "programs") { clinux_eventfd() }
        self.signal = OpenFile(descriptor: descriptor, path: "programs")
    }

    /// By when it is over; `nil` as long as nobody has said so.
    var deadline: ContinuousClock.Instant? { self.end.withLock { $0 } }

    /// From now on nothing may run longer than until `deadline`; the earliest counts.
    package func end(by deadline: ContinuousClock.Instant) {
        self.end.withLock { $0 = min($0 ?? deadline, deadline) }
        var one: UInt64 = 1
        // Nobody reads it: it stays readable for the runs that come.
        _ = unsafe Glibc.write(self.signal.descriptor, &one, MemoryLayout<UInt64>.size)
    }
}
