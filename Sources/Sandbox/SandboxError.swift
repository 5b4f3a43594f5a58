/// Something that keeps the sandbox from working.
///
/// The message says what, why and what to do.
package struct SandboxError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// The host is not an address of this machine's loopback.
        case host
        /// A setting is out of its range.
        case setting
        /// The port is taken or may not be used.
        case port
        /// The ledger file cannot be read, understood or written.
        case ledger
        /// A picture could not be made.
        case picture
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { self.message }
}
