import FoundationEssentials
import PromptCore

/// A file as it was seen: one object for all that know of it, since a hundred thousand may wait.
final class Sighting: Sendable {
    let name: FileName
    let status: FileStatus
    let arrival: Arrival

    init(_ name: FileName, _ status: FileStatus, _ arrival: Arrival) {
        self.name = name
        self.status = status
        self.arrival = arrival
    }

    /// When a file came.
    struct Arrival {
        /// The number of the look at the inbox that saw it first: a clock that is set back puts nobody before those who wait.
        let look: Int
        let time: Date
    }

    /// What files are ordered by: their arrival, then the kernel's time of their last change.
    ///
    /// A time that a copy has brought with it is not among them.
    var order: (Int, Date, Int64) { (self.arrival.look, self.arrival.time, self.status.changed) }
}
