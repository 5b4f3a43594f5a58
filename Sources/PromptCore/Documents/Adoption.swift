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

    /// Reads the request's id; other members may be there for people.
    package static func requestID(in bytes: [UInt8]) throws(UnreadableError) -> RequestID {
        let value: JSONValue
        do {
            value = try JSONValue.parse(bytes)
        } catch {
            throw UnreadableError(
                why: "its file is not JSON (\(error.message)); it must be {\"request_id\": \"…\"}.",
                isUnfinished: Rejection(error).isUnfinished
            )
        }
        let text: String
        switch value["request_id"] {
        case .string(let string): text = string
        // Ids that are numbers are copied as numbers.
        case .number(let literal) where literal.utf8.allSatisfy({ 0x30...0x39 ~= $0 }): text = literal
        case nil, .null, .bool, .number, .array, .object:
            throw UnreadableError(why: "its file names no request; it must be {\"request_id\": \"…\"}.")
        }
        guard let requestID = RequestID(text) else {
            throw UnreadableError(why: "\(Rejection.shown(.string(text))) cannot be a request's id.")
        }
        return requestID
    }
}
