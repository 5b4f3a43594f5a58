/// Submissions whose answer leaves open whether they were taken.
enum LostAnswer {
    private static let once = "be unconfirmed, charged once and never sent again"
    private static let never = "be unconfirmed, not charged and never sent again"

    private static func lost(_ name: String, _ what: String) -> APIFault {
        APIFault(name, #""on": "submit", "do": \#(what)"#, to: Self.once)
    }

    /// An answer with a status, to a submission that was taken.
    private static func status(_ status: Int, _ name: String = "", _ more: String = "") -> APIFault {
        Self.lost("status \(status)\(name)", #""status", "status": \#(status), "charged": true\#(more)"#)
    }

    /// A 200 with a body that names no request.
    private static func body(_ name: String, _ body: String) -> APIFault {
        Self.status(200, " \(name)", #", "body": \#(body)"#)
    }

    static let all = Self.charged + Self.uncharged

    private static let charged: [APIFault] = [
        Self.lost("dropped", #""drop", "charged": true"#), Self.lost("reset", #""reset", "charged": true"#),
        Self.lost("garbage", #""garbage", "charged": true"#), Self.lost("a web page", #""html", "charged": true"#),
        Self.lost("empty", #""empty", "charged": true"#), Self.lost("no id", #""no_request_id""#),
        Self.lost("cut before the body", #""cut", "bytes": 0"#), Self.lost("cut in a name", #""cut", "bytes": 9"#),
        Self.lost("cut in an address", #""cut", "bytes": 40"#), Self.lost("cut in the id", #""cut", "bytes": 120"#),
        Self.body("null", "null"), Self.body("a list", "[]"), Self.body("a text", #""accepted""#),
        Self.body("an empty object", "{}"), Self.body("an empty id", #"{"request_id": ""}"#),
        Self.body("a null id", #"{"request_id": null}"#), Self.body("a fraction for an id", #"{"request_id": 7.5}"#),
        Self.body("a list of ids", #"{"request_id": ["a"]}"#),
        Self.body("two lines for an id", #"{"request_id": "a\nb"}"#),
        Self.body("two ids", #"{"data": {"request_id": "a"}, "meta": {"request_id": "b"}}"#),
        Self.body("another name for the id", #"{"id": "abc"}"#),
        Self.body("an unknown code", #"{"error_code": 999999}"#),
        Self.body("code 0", #"{"error_code": 0}"#), Self.body("words only", #"{"error": "try again"}"#),
        Self.status(201), Self.status(204), Self.status(301), Self.status(307), Self.status(405), Self.status(408),
        Self.status(409), Self.status(413), Self.status(418), Self.status(500), Self.status(502), Self.status(503),
        Self.status(503, " with a wait", #", "retry_after": 0"#), Self.status(504), Self.status(520),
        Self.status(500, " with the code of a refusal", #", "error_code": 400002"#),
        Self.status(502, " as a web page", #", "body": "<html>Bad Gateway</html>""#),
    ]

    /// The same silence with nothing behind it: nobody can tell the difference.
    private static let uncharged: [APIFault] = [
        ("dropped", #""drop""#), ("reset", #""reset""#), ("garbage", #""garbage""#), ("a web page", #""html""#),
        ("empty", #""empty""#), ("status 500", #""status", "status": 500"#),
    ].map { APIFault("not taken, \($0)", #""on": "submit", "do": \#($1)"#, to: Self.never).uncharged() }
}
