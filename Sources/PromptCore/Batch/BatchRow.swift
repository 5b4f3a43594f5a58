/// One prompt of a file that holds many, before it is decoded.
///
/// A row that cannot be read is a row all the same: it stops no other.
package struct BatchRow: Equatable, Sendable {
    /// Its place among the prompts of the file, from 1: what people, names and reports call it by.
    package var number: Int
    /// The line of the file it begins on, from 1.
    package var line: Int
    /// What its result is to be called, behind the number; `nil` if the file does not say.
    package var name: String?
    /// Its members, as those of a prompt file; or why there are none.
    package var content: Result<[JSONValue.Member], Rejection>
    /// The row as it would stand in a file of its kind, without the line's end.
    package var source: String

    package init(
        number: Int,
        line: Int,
        name: String? = nil,
        content: Result<[JSONValue.Member], Rejection>,
        source: String = ""
    ) {
        self.number = number
        self.line = line
        self.name = name
        self.content = content
        self.source = source
    }

    /// Its members; `nil` if it cannot be read.
    package var members: [JSONValue.Member]? {
        switch content {
        case .success(let members): members
        case .failure: nil
        }
    }
}
