/// Tells trouble with one result from trouble with all of them: whether what is bought now could be had.
///
/// One result that does not come is its own trouble. Several jobs in a row, and none in between whose result came, are
/// everybody's.
package struct ResultStreak: Equatable, Sendable {
    /// So many jobs in a row.
    package static let most = 3

    /// The jobs in trouble since the last one that was not.
    private var failing: Set<JobID> = []
    private var hasWorked = false

    package init() {}

    /// The job's result could not be had this time.
    ///
    /// `isOfPlace` if it is not the file's fault but that of where all files lie, such as a host that is not on the list:
    /// then the first is enough, as long as none has ever come.
    ///
    /// - Returns: whether that concerns all; a job that tries again says nothing new.
    package mutating func failed(_ job: JobID, isOfPlace: Bool = false) -> Bool {
        guard self.failing.insert(job).inserted else { return false }
        return self.failing.count >= (isOfPlace && !self.hasWorked ? 1 : Self.most)
    }

    /// A result came.
    package mutating func worked() {
        self.failing = []
        self.hasWorked = true
    }
}
