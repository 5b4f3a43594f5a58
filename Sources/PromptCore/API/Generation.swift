package import FoundationEssentials

/// What became of one POST that costs money.
///
/// Exactly one of these is true, and only two of them allow another POST.
package enum SubmissionOutcome: Equatable, Sendable {
    /// The API took the request: it is charged, and this is its name.
    case accepted(RequestID)
    /// The API said no, for a stated reason: nothing was charged.
    case refused(Refusal)
    /// The request provably never reached the API (no connection, or its body was never handed to one): nothing was charged.
    case notSent(Trouble)
    /// The request may have been accepted, but no usable answer came back: never send it again.
    case unknown(Trouble)
}

/// A definite "no" from the API.
package struct Refusal: Equatable, Sendable {
    package enum Reason: String, Sendable {
        /// The input does not match the model's schema, or its content was refused.
        case prompt
        /// The token is missing, wrong, expired, or its account inactive.
        case token
        /// The account has no balance left.
        case balance
        /// Too many requests, or too many at once.
        case rateLimit
        /// There is no such model.
        case model
    }

    package var reason: Reason
    /// The HTTP status of the answer.
    package var status: Int
    /// The API's own `error_code`, if it gave one.
    package var code: Int?
    /// The API's words, cut to a readable length, in one line.
    package var message: String
    /// Seconds the API asked to wait (`Retry-After`), if it did.
    package var retryAfter: Double?

    package init(reason: Reason, status: Int, code: Int? = nil, message: String, retryAfter: Double? = nil) {
        self.reason = reason
        self.status = status
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
    }
}

/// Something that went wrong on the way, told for a person in one line; never holds the token or a URL's signature.
package struct Trouble: Equatable, Sendable {
    package var message: String

    package init(_ message: String) {
        self.message = message
    }
}

/// A call other than a submission that did not work; such calls may always be repeated.
package struct APIFailure: Error, Equatable, Sendable {
    package enum Kind: String, Sendable {
        /// No connection, 408, 5xx, an unreadable answer: try again.
        case transient
        /// 429: try again after `retryAfter`.
        case rateLimit
        /// 401, 400004: try again when the token has been mended.
        case token
        /// 402, 400002: try again when there is balance.
        case balance
        /// 403001, 404001, 400001: the API itself says that it does not (or no longer) know this id, or that it is not ours.
        case notFound
        /// 403, 404, 410 without such a code: it may mean the same, or be the error page of something in between.
        case unclear
        /// Another definite refusal (400, 422): the API does not understand the call.
        case refused
    }

    package var kind: Kind
    /// The HTTP status, if there was an answer.
    package var status: Int?
    package var message: String
    /// Seconds the API asked to wait (`Retry-After`), if it did.
    package var retryAfter: Double?

    package init(_ kind: Kind, status: Int? = nil, message: String, retryAfter: Double? = nil) {
        self.kind = kind
        self.status = status
        self.message = message
        self.retryAfter = retryAfter
    }
}

/// Where a request stands at the API.
package enum RequestState: Equatable, Sendable {
    case queued(position: Int?)
    case running
    case completed
    /// The API gave up on it; the text is its reason, if it gave one.
    case failed(String?)
    case cancelled
    /// A state this client does not know: neither success nor failure.
    case unrecognised(String)
}

/// What a request has brought, or where it stands if it has not finished.
package struct GenerationResult: Equatable, Sendable {
    package var state: RequestState
    /// Where the outputs can be fetched, in the API's order; images before videos.
    package var outputs: [OutputLink]
    package var createdAt: Date?
    package var finishedAt: Date?
    /// What it really cost, if the API says.
    package var cost: USD?
    /// The model it was made with, if the API says.
    package var model: ModelID?

    package init(
        state: RequestState,
        outputs: [OutputLink] = [],
        createdAt: Date? = nil,
        finishedAt: Date? = nil,
        cost: USD? = nil,
        model: ModelID? = nil
    ) {
        self.state = state
        self.outputs = outputs
        self.createdAt = createdAt
        self.finishedAt = finishedAt
        self.cost = cost
        self.model = model
    }
}

/// One output of a request, still at the vendor's CDN.
package struct OutputLink: Equatable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        case image = "image"
        case video = "video"
    }

    package var kind: Kind
    /// The URL as the API gave it, signature and all.
    ///
    /// Not yet judged: `DownloadPolicy` decides whether it may be fetched.
    package var url: String

    package init(kind: Kind, url: String) {
        self.kind = kind
        self.url = url
    }
}

/// How a cancellation ended.
package enum CancelOutcome: Equatable, Sendable {
    /// It was still queued: it is cancelled and not charged.
    case cancelled
    /// It has started (or ended): it is charged anyway.
    case notCancellable
}

/// A model's price as its catalog entry states it: a base, not a promise.
package struct ModelPrice: Equatable, Sendable {
    package var base: USD
    /// What the base is for, in the API's words: `image`, `output`, `second`.
    package var unit: String
    package var note: String?

    package init(base: USD, unit: String, note: String? = nil) {
        self.base = base
        self.unit = unit
        self.note = note
    }

    /// What `images` images come to; `nil` if the unit is something else than a picture.
    package func estimate(images: Int) -> USD? {
        ["image", "output", "picture"].contains(self.unit.lowercased()) ? self.base * images : nil
    }
}
