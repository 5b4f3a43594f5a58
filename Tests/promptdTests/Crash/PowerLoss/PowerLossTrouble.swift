/// What the power-loss model cannot make sense of: better no answer than a wrong one.
struct PowerLossTrouble: Error, CustomStringConvertible {
    let description: String

    init(_ operation: TracedOperation, _ reason: String) {
        self.description = "operation \(operation.n), \(operation.call) \(operation.path) \(operation.to): \(reason)"
    }
}
