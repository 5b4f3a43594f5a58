import PromptCore

/// The secret that pays.
///
/// Printing, interpolating or dumping it shows no part of it.
package struct AccessToken: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let secret: String
    /// `nil` for a token that is too short to be a secret.
    private let redactor: TokenRedactor?

    /// Takes a token as read from a file or variable: white space around it is dropped.
    package init(_ text: String) throws(ConfigurationError) {
        var secret = text[...]
        while let first = secret.first, first.isWhitespace { secret.removeFirst() }
        while let last = secret.last, last.isWhitespace { secret.removeLast() }
        guard !secret.isEmpty else {
            throw ConfigurationError(.token, "The API token is empty. Copy it from your RunComfy profile.")
        }
        // More would not travel in a header, or would end it early.
        let isQuoted = ["\"", "'"].contains { secret.hasPrefix($0) || secret.hasSuffix($0) }
        guard secret.utf8.allSatisfy({ 0x21...0x7E ~= $0 }), secret.utf8.count <= 8192, !isQuoted else {
            throw ConfigurationError(
                .token,
                "The API token holds spaces, control characters or others that no token has. "
                    + "Give the bare token: no \"Bearer\", no quotes, no second line."
            )
        }
        self.secret = String(secret)
        self.redactor = self.secret.utf8.count < TokenRedactor.shortestSecret ? nil : TokenRedactor(self.secret)
    }

    package var description: String { "AccessToken(redacted)" }
    package var debugDescription: String { self.description }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// The value of the `Authorization` header.
    var authorization: String { "Bearer \(self.secret)" }

    /// `text` without the token, for what a server may echo in whatever spelling.
    ///
    /// What is to be shortened is so afterwards: half a token is not found.
    func redacting(_ text: String) -> String {
        self.redactor?.redact(text) ?? text
    }

    /// Words from outside, for a message: without the token, in one line of at most `limit` characters.
    func line(_ text: String, limit: Int = 300) -> String {
        SingleLine.text(self.redacting(text), limit: limit)
    }
}
