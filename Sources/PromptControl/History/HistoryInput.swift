package import PromptCore

/// A file of a request, and how it got to the API.
package struct HistoryInput: Codable, Sendable, Equatable {
    /// The member at the top of the input that it is a value of.
    package var member: String
    /// Its place in the member's list, from 0; left out if the member takes one value.
    package var position: Int?
    /// Left out for a file that has been taken and not sent.
    package var sent: SentInput.How?
    /// The copy, below the result's folder; left out for one that was sent as given.
    package var file: String?
    package var bytes: Int64?
    /// Lower-case hexadecimal.
    package var sha256: String?
    /// Where the API fetches it from, without what may be a signature; left out if it was sent along.
    package var address: String?

    enum CodingKeys: String, CodingKey {
        case member = "member"
        case position = "position"
        case sent = "sent"
        case file = "file"
        case bytes = "bytes"
        case sha256 = "sha256"
        case address = "address"
    }

    init(_ input: SentInput) {
        self.member = input.member
        self.position = input.position
        self.sent = input.how
        self.file = input.file
        self.bytes = input.bytes
        self.sha256 = input.sha256
        self.address = input.address
    }
}
