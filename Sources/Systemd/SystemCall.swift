import Glibc

/// The errno of a system call that failed.
struct SystemCallError: Error, Equatable {
    let number: Int32

    /// The C library's words for it.
    var text: String { unsafe String(cString: strerror(self.number)) }
}

/// Makes a system call, again while a signal interrupts it.
///
/// - Returns: what the call returned, which is not -1.
/// - Throws: the errno, if the call returned -1.
func systemCall<Value: FixedWidthInteger>(_ call: () -> Value) throws(SystemCallError) -> Value {
    while true {
        let value = call()
        if value != -1 { return value }
        let number = errno
        if number != EINTR { throw SystemCallError(number: number) }
    }
}
