extension Fault {
    /// What a fault does.
    ///
    /// Each line of `rules` says on which calls it can, what it needs and what it may have.
    enum Kind: String, CaseIterable, Codable, Sendable {
        // On any call.
        /// An answer with the given HTTP status (200 too).
        case status
        /// The connection is closed without an answer.
        case drop
        /// The connection is reset; on downloads after `bytes` of the body, else without an answer.
        case reset
        /// The answer comes after `seconds`.
        case delay
        /// No answer ever comes; the connection stays open.
        case hang
        /// Random bytes instead of the body.
        case garbage
        /// A web page instead of the body.
        case html
        /// Status 200 with no body.
        case empty
        /// The connection is closed after `bytes` of the body, although `Content-Length` promises all of it.
        case cut
        // On submit.
        /// The request is accepted and charged, the answer is JSON without `request_id`.
        case noRequestID = "no_request_id"
        // On status and result.
        /// The state is reported as the given text.
        case state
        // On result.
        /// 404 with 404001 (on downloads: 403).
        case expired
        /// The request has failed, from now on and for ever, with `message`.
        case failed
        /// Completed, without a word about what it has cost.
        case noCost = "no_cost"
        /// Completed, without any output.
        case noOutput = "no_output"
        /// All outputs are at the given `url`.
        case url
        // On downloads.
        /// The same as `cut`.
        case truncate
        /// The body ends after `bytes`, without `Content-Length`: the end looks clean.
        case truncateChunked = "truncate_chunked"
        /// The body comes at `bytes_per_second`.
        case slow
        /// A web page with status 200 and its own type.
        case wrongType = "wrong_type"
        /// A picture of another size.
        case wrongSize = "wrong_size"
        /// The body never ends.
        case tooLarge = "too_large"
        /// 302 to `location`.
        case redirect
        /// `Range` is ignored: status 200 and all bytes.
        case noRange = "no_range"
        /// Another picture under another `ETag`.
        case changed
        /// The type says JPEG, the bytes are PNG.
        case jpegHeader = "jpeg_header"
    }

    /// What a kind can be used with.
    struct Rule: Sendable {
        var calls: [Call]
        var needs: [Parameters.CodingKeys] = []
        var allows: [Parameters.CodingKeys] = []
    }

    static func rule(for kind: Kind) -> Rule {
        let any = Call.allCases
        return switch kind {
        case .status:
            Rule(
                calls: any,
                needs: [.status],
                allows: [.errorCode, .message, .retryAfter, .body, .charged, .performed]
            )
        case .drop, .hang, .garbage, .html, .empty: Rule(calls: any, allows: [.charged, .performed])
        case .reset: Rule(calls: any, allows: [.charged, .performed, .bytes])
        case .delay: Rule(calls: any, needs: [.seconds])
        case .cut: Rule(calls: any, needs: [.bytes])
        case .noRequestID: Rule(calls: [.submit])
        case .state: Rule(calls: [.status, .result], needs: [.state])
        case .expired: Rule(calls: [.result, .download])
        case .failed: Rule(calls: [.result], allows: [.message, .charged])
        case .noCost, .noOutput: Rule(calls: [.result])
        case .url: Rule(calls: [.result], needs: [.url])
        case .truncate, .truncateChunked: Rule(calls: [.download], needs: [.bytes])
        case .slow: Rule(calls: [.download], needs: [.bytesPerSecond])
        case .redirect: Rule(calls: [.download], needs: [.location])
        case .wrongType, .wrongSize, .tooLarge, .noRange, .changed, .jpegHeader: Rule(calls: [.download])
        }
    }
}
