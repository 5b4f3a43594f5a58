import PromptCore

/// The request that the answer to a submission names: the receipt for what has been paid.
enum AnsweredRequest: Equatable, Sendable {
    case none
    case one(RequestID)
    /// Two of the different ids that the answer holds: either may be the one.
    case several(RequestID, RequestID)

    /// Reads `request_id` out of a body of whatever kind: in its object if it has a usable one there, else anywhere in it.
    init(_ body: [UInt8]) {
        let found = WireSalvage("request_id", in: body)
        let top = found.top.compactMap { RequestID($0) }
        let all = top.isEmpty ? found.nested.compactMap { RequestID($0) } : top
        guard let first = all.first else {
            self = .none
            return
        }
        self = all.first { $0 != first }.map { .several(first, $0) } ?? .one(first)
    }
}
