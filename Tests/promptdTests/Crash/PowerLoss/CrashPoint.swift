/// A moment at which the power may fail: after some operations of a trace were completed, and before the next was.
struct CrashPoint: Sendable, CustomStringConvertible {
    /// How many operations were completed.
    let completed: Int
    /// The number of the last of them in the order in which they were begun; 0 before the first.
    let ordinal: Int
    /// What the last of them did, for people.
    let name: String
    /// Nanoseconds since 1970; 0 before the first operation.
    let time: Int
    /// How many requests had begun to leave that may be charged.
    let submissions: Int

    var description: String { "after #\(self.ordinal) \(self.name)" }
}

extension CrashPoint {
    /// Every crash point of a trace, the one before its first operation included.
    static func all(of trace: Trace, below root: String) -> [CrashPoint] {
        let submissions = trace.operations.filter(\.isSubmission).map(\.start)
        var time = 0
        var points = [CrashPoint(completed: 0, ordinal: 0, name: "the start", time: 0, submissions: 0)]
        for (index, operation) in trace.operations.enumerated() {
            time = max(time, operation.end)
            points.append(
                CrashPoint(
                    completed: index + 1,
                    ordinal: operation.n,
                    name: operation.summary(below: root),
                    time: time,
                    submissions: submissions.count { $0 <= time }
                )
            )
        }
        return points
    }
}
