/// How a run under crashpoint ended.
struct CrashpointReport: Decodable, Sendable {
    /// The operation that was struck.
    struct Struck: Decodable, Sendable {
        let n: Int
        let call: String
        let kind: TracedOperation.Kind
        let path: String

        private enum CodingKeys: String, CodingKey {
            case n, call, path
            case kind = "class"
        }
    }

    /// How many operations were begun.
    let operations: Int
    /// `nil` if nothing was done to any: the program ended before, or there was nothing to halve.
    let struck: Struck?
    /// The exit status that crashpoint ended with itself.
    let exit: Int
}
