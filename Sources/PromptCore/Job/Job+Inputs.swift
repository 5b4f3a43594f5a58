extension Job {
    /// The prompt's files have been copied, and the copies are on disk.
    package mutating func filesTaken(_ files: [InputFile]) {
        guard case .claimed = self.state else { return }
        self.inputs = files
    }
}

extension Job {
    /// The copies are not there to be delivered: then the originals are all there is of them, and stay.
    package mutating func inputsLost() { self.inputs = nil }
}

extension JobRequest {
    /// What is sent, with each file's content in the place that stands for it.
    ///
    /// - Parameter open: Opens the copy of a file that is sent along.
    /// - Returns: `nil` if the files do not fit the input, so that nothing can be sent.
    /// - Throws: what `open` throws.
    package func body(_ open: (SentFile) throws -> any BodySource) rethrows -> RequestBody? {
        guard let files = self.files else { return RequestBody(Array(self.input.utf8)) }
        // Files that were to be there and are not: without them it would be paid for something else.
        guard !files.isEmpty, case .object(let members)? = Self.parsed(self.input) else { return nil }
        var (pieces, text, placed) = ([RequestBody.Piece](), Array("{".utf8), 0)
        func add(_ value: JSONValue, _ member: String, _ position: Int?) throws {
            guard let file = files.first(where: { $0.member == member && $0.position == position }) else {
                text += value.serialized()
                return
            }
            placed += 1
            if let address = file.address {
                text += JSONValue.string(address).serialized()
                return
            }
            pieces.append(.bytes(text + "\"\(file.dataPrefix)".utf8))
            pieces.append(.base64(try open(file)))
            text = Array("\"".utf8)
        }
        for (index, member) in members.enumerated() {
            text += "\(index > 0 ? "," : "")".utf8
            text += JSONValue.string(member.name).serialized() + ":".utf8
            if case .array(let elements) = member.value, files.contains(where: { $0.member == member.name }) {
                text += "[".utf8
                for (place, element) in elements.enumerated() {
                    if place > 0 { text += ",".utf8 }
                    try add(element, member.name, place)
                }
                text += "]".utf8
            } else {
                try add(member.value, member.name, nil)
            }
        }
        guard placed == files.count else { return nil }
        return RequestBody(pieces + [.bytes(text + "}".utf8)])
    }

    private static func parsed(_ text: String) -> JSONValue? {
        do throws(JSONSyntaxError) {
            return try JSONValue.parse(Array(text.utf8))
        } catch {
            return nil
        }
    }
}
