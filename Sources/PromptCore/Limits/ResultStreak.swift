/// Tells trouble with one result from trouble with all of them: whether what is bought now could be had.
///
/// One result that does not come is its own trouble. Several jobs in a row, and none in between whose result came, are
/// everybody's.
package struct ResultStreak: Equatable, Sendable {
    /// So many jobs in a row.
    package static let most = 3

    /// The jobs in trouble that have been counted: one that tries again says nothing new, whatever others have met since.
    private var counted: Set<JobID> = []
    /// How many of them since a result came.
    private var failures = 0
    private var hasWorked = false

    package init() {}

    /// The job's result could not be had this time.
    ///
    /// `isOfPlace` if it is not the file's fault but that of where all files lie, such as a host that is not on the list:
    /// then the first is enough, as long as none has ever come.
    ///
    /// - Returns: whether that concerns all.
    package mutating func failed(_ job: JobID, isOfPlace: Bool = false) -> Bool {
        guard self.counted.insert(job).inserted else { return false }
        self.failures += 1
        return self.failures >= (isOfPlace && !self.hasWorked ? 1 : Self.most)
    }

    /// The job's result came.
    package mutating func worked(_ job: JobID) {
        self.counted.remove(job)
        self.failures = 0
        self.hasWorked = true
    }

    /// The job is over, whatever has become of it.
    package mutating func ended(_ job: JobID) { self.counted.remove(job) }
}
