import Glibc

/// A system call of a test's own that failed.
struct SystemTrouble: Error, CustomStringConvertible {
    let description: String

    init(_ operation: String, _ what: String, _ number: Int32 = errno) {
        self.description = "cannot \(operation) \(what): \(String(cString: strerror(number)))"
    }

    /// Throws unless the result of a call is 0 or more, and returns it.
    @discardableResult
    static func check(_ operation: String, _ what: String, _ result: Int32) throws -> Int32 {
        guard result >= 0 else { throw SystemTrouble(operation, what) }
        return result
    }
}
