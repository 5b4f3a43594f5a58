/// A setting that cannot be used as it stands, told so that a person can mend it.
package struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case endpoint
        case token
        case hostPattern
        case proxy
    }

    package let code: Code
    /// One line: what is wrong, and what to write instead; never holds the token.
    package let message: String

    package var description: String { self.message }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
