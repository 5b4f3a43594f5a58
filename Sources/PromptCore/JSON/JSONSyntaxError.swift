/// Why bytes are not a JSON document: what, where, and what a person can do about it.
package struct JSONSyntaxError: Error, Equatable, Sendable {
    package enum Kind: String, Sendable {
        /// The text ends too early: empty, or cut off anywhere.
        case unfinished
        /// NUL bytes where text should be: the rest, or a block, of a copy in progress.
        case nulBytes
        /// UTF-16 or UTF-32.
        case wrongEncoding
        case invalidUTF8
        case loneSurrogate
        case curlyQuotes
        case singleQuotes
        case comment
        /// The backquotes that Markdown puts around code.
        case codeFence
        case trailingComma
        case missingComma
        case missingColon
        /// `NaN`, `Infinity`.
        case notANumber
        case badNumber
        /// `True`, `None`, `yes`: a bare word where a value should be.
        case badWord
        case unquotedName
        case controlCharacter
        case badEscape
        case duplicateMember
        case tooDeep
        /// A character with more combining marks than any script has.
        case tooManyMarks
        /// Something follows the end of the document.
        case secondDocument
        case strayCharacter
    }

    package var kind: Kind
    /// The line it was found on, from 1.
    package var line: Int
    /// The place in that line in Unicode code points, from 1.
    package var column: Int
    /// For a duplicate: the path of the member, such as `promptd.model`.
    package var member: String?
    /// What is wrong, in one sentence without the place.
    package var message: String
    /// What to do about it, in one sentence.
    package var hint: String

    /// Whether more bytes at the end (or in place of NUL bytes) could still make it a document.
    package var isUnfinished: Bool { self.kind == .unfinished || self.kind == .nulBytes }
}
