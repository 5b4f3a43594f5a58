import Glibc

/// An error of the system, in its words.
enum SystemText {
    static func of(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}
