import Glibc
import SystemPackage

/// Runs a system call, again if a signal interrupted it, and turns -1 into `FileError`.
@discardableResult
func systemCall<Value: SignedInteger>(
    _ operation: String,
    _ path: @autoclosure () -> String,
    _ body: () -> Value
) throws(FileError) -> Value {
    while true {
        let value = body()
        if value != -1 { return value }
        let errno = Errno(rawValue: Glibc.errno)
        if errno != .interrupted { throw FileError(operation, path(), errno) }
    }
}
