/// What came back for one call: a status line at least.
struct APIAnswer: Equatable, Sendable {
    var status: Int
    /// The `Retry-After` header.
    var retryAfter: String?
    /// The `Date` header.
    var date: String?
    /// As much of the body as arrived, at most as much as was to be read.
    var body: [UInt8]
    /// Why the body is not whole, if it is not.
    var bodyProblem: String?

    /// Bytes of an answer that are read, unless it is a list; the API's answers are far smaller.
    static let bodyCap = 1 << 20

    init(
        status: Int,
        retryAfter: String? = nil,
        date: String? = nil,
        body: [UInt8],
        bodyProblem: String? = nil
    ) {
        self.status = status
        self.retryAfter = retryAfter
        self.date = date
        self.body = body
        self.bodyProblem = bodyProblem
    }

    var isSuccess: Bool { 200...299 ~= self.status }

    /// What the answer says, for a message: never empty, and not cut, since half a token would not be found in it.
    var summary: String {
        var text = "HTTP \(self.status)"
        if self.body.isEmpty {
            text += " with an empty body"
        } else if String(decoding: self.body.prefix(2000), as: UTF8.self).lowercased().contains("<html") {
            text += " with an HTML page"
        } else {
            text += ": \(String(decoding: self.body, as: UTF8.self))"
        }
        if let bodyProblem { text += " (\(bodyProblem))" }
        return text
    }
}
