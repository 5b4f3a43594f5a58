/// A file of a request as people are told of it: which one, and how it got to the API.
package struct SentInput: Equatable, Sendable {
    package enum How: String, Sendable, Codable {
        /// Its bytes are sent along.
        case data = "data"
        /// The API fetches it from where the administrator's uploader has put it.
        case uploaded = "uploaded"
        /// It is what the prompt has: an address, or a `data:` URI.
        case asGiven = "as_given"

        /// How a file that was taken is sent.
        init(_ sent: SentFile?) { self = sent?.address == nil ? .data : .uploaded }
    }

    package var member: String
    /// Its place in the member's list, from 0; `nil` if the member takes one value.
    package var position: Int?
    /// `nil` for one that has been taken and not sent.
    package var how: How?
    /// The copy, below the result's folder; `nil` for one as given.
    package var file: String?
    package var bytes: Int64?
    /// Lower-case hexadecimal.
    package var sha256: String?
    /// Where the API fetches it from, without what may be a signature; `nil` if its bytes are sent along.
    package var address: String?
}

extension Job {
    /// Its files, sent or, as long as it has not been sent, taken.
    package var sentInputs: [SentInput] {
        if let request = self.request { return request.sentInputs }
        return (self.inputs ?? []).map { file in
            SentInput(
                member: file.member,
                position: file.position,
                file: file.place,
                bytes: file.bytes,
                sha256: file.sha256
            )
        }
    }
}

extension JobRequest {
    /// The files that are sent, member by member, in the order of their places.
    var sentInputs: [SentInput] {
        let taken = (self.files ?? []).map { file in
            SentInput(
                member: file.member,
                position: file.position,
                how: .init(file),
                file: "\(InputFile.folder)/\(file.name)",
                bytes: file.bytes,
                sha256: file.sha256,
                address: file.address.map(OutputLink.unsigned)
            )
        }
        let all = taken + self.givenInputs
        let members = all.reduce(into: [String]()) { if !$0.contains($1.member) { $0.append($1.member) } }
        return members.flatMap { member in
            all.filter { $0.member == member }.sorted { ($0.position ?? 0) < ($1.position ?? 0) }
        }
    }

    private var givenInputs: [SentInput] {
        guard let members = self.givenMembers else { return [] }
        let input: JSONValue
        do throws(JSONSyntaxError) {
            input = try JSONValue.parse(Array(self.input.utf8))
        } catch {
            // promptd itself has written it.
            return []
        }
        return members.flatMap { member -> [SentInput] in
            let values: [(position: Int?, value: JSONValue)] =
                switch input[member] {
                case .array(let elements)?: elements.enumerated().map { ($0.offset, $0.element) }
                case let value?: [(nil, value)]
                case nil: []
                }
            return values.compactMap { position, value in
                let isTaken = self.files?.contains { $0.member == member && $0.position == position } ?? false
                guard !isTaken, let text = value.stringValue else { return nil }
                let isData = text.hasPrefix("data:")
                return SentInput(
                    member: member,
                    position: position,
                    how: .asGiven,
                    address: isData ? nil : OutputLink.unsigned(text)
                )
            }
        }
    }
}
