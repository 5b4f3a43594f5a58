/// `x.adopt.json`: the request that a person has found for the prompt `x`, as `promptd adopt` or any editor writes it.
package enum Adoption {
    /// Why the content of such a file cannot be used.
    package struct UnreadableError: Error, Equatable, Sendable {
        package var why: String
        /// It ends too early: perhaps somebody is still writing it.
        package var isUnfinished = false
    }

    /// The file's bytes.
    package static func bytes(_ requestID: RequestID) -> [UInt8] {
        JSONValue.object([.init("request_id", .string(requestID.rawValue))]).pretty()
    }

    /// Reads the request's id; other members may be there for people, and the id alone will do.
    package static func requestID(in bytes: [UInt8]) throws(UnreadableError) -> RequestID {
        let value: JSONValue
        do {
            value = try JSONValue.parse(bytes)
        } catch {
            if let bare = Self.bare(bytes) { return bare }
            throw UnreadableError(
                why: "its file is not JSON (\(error.message)); it must be {\"request_id\": \"…\"}, or the id alone.",
                isUnfinished: Rejection(error).isUnfinished
            )
        }
        let text: String
        switch value["request_id"] ?? Self.scalar(value) {
        case .string(let string): text = string
        // Ids that are numbers are copied as numbers.
        case .number(let literal) where literal.utf8.allSatisfy({ 0x30...0x39 ~= $0 }): text = literal
        case nil, .null, .bool, .number, .array, .object:
            throw UnreadableError(
                why: "its file names no request; it must be {\"request_id\": \"…\"}, or the id alone."
            )
        }
        guard let requestID = RequestID(text) else {
            throw UnreadableError(why: "\(Rejection.shown(.string(text))) cannot be a request's id.")
        }
        return requestID
    }

    private static func scalar(_ value: JSONValue) -> JSONValue? {
        switch value {
        case .string, .number: value
        case .null, .bool, .array, .object: nil
        }
    }

    /// An id without anything around it: one word, with no sign of JSON that is not finished.
    private static func bare(_ bytes: [UInt8]) -> RequestID? {
        guard let text = String(validating: bytes.drop { [0xEF, 0xBB, 0xBF].contains($0) }, as: UTF8.self),
            let id = RequestID(text),
            id.rawValue.unicodeScalars.allSatisfy({
                !$0.properties.isWhitespace && !"{}[]\"'`,".unicodeScalars.contains($0)
            })
        else { return nil }
        return id
    }
}
