import FoundationEssentials
import NIOHTTP1
import PromptCore

/// The head of a download's answer, judged: what to do with the body that follows.
enum DownloadAnswer: Equatable, Sendable {
    /// The body is the file from `offset` on. `length` is how many bytes follow, if the server says so.
    case content(offset: Int64, length: Int64?, validator: String?)
    /// The file lies elsewhere; the text is the `Location` header as it came.
    case redirect(String)
    /// What was kept cannot be continued: fetch the whole.
    case startOver

    /// Judges the answer to a request that asked to go on at `resume`, or for the whole.
    ///
    /// - Throws: `DownloadError` for everything that brings no file.
    init(
        status: Int,
        headers: HTTPHeaders,
        resume: ResumePoint?,
        sizeCap: Int64,
        now: Date
    ) throws(DownloadError) {
        switch status {
        case 200:
            try Self.checkContent(headers)
            let length = headers.first(name: "Content-Length").flatMap { Int64($0) }
            self = .content(
                offset: 0,
                length: try Self.capped(length, sizeCap: sizeCap),
                validator: Self.strongValidator(headers)
            )
        case 206:
            guard let resume, let range = ContentRange(headers), range.first == resume.offset,
                Self.strongValidator(headers).map({ $0 == resume.validator }) ?? true
            else {
                self = .startOver
                return
            }
            try Self.checkContent(headers)
            _ = try Self.capped(range.total, sizeCap: sizeCap)
            self = .content(
                offset: range.first,
                length: range.last - range.first + 1,
                validator: resume.validator
            )
        case 301, 302, 303, 307, 308:
            guard let location = headers.first(name: "Location") else {
                throw DownloadError(
                    .transient,
                    message: "The server redirects (HTTP \(status)) without saying where.",
                    isServersWord: true
                )
            }
            self = .redirect(location)
        case 416:
            self = .startOver
        default:
            throw Self.failure(status: status, headers: headers, now: now)
        }
    }

    private static func failure(status: Int, headers: HTTPHeaders, now: Date) -> DownloadError {
        switch status {
        case 408, 425, 429, 500...599, 300...399:
            DownloadError(
                .transient,
                message: "The server of the file answered HTTP \(status).",
                retryAfter: WireDate.retryAfter(headers.first(name: "Retry-After"), now: now),
                isServersWord: true
            )
        case 400...499:
            DownloadError(.gone, message: "The link to the file is not good, or no longer (HTTP \(status)).")
        default:
            DownloadError(.unusable, message: "The server of the file answered HTTP \(status), which brings no file.")
        }
    }

    private static func checkContent(_ headers: HTTPHeaders) throws(DownloadError) {
        // An error page under a good status; stored, it would pass for the file that was paid for.
        if let type = Self.mediaType(headers), ["text/html", "application/json"].contains(type) {
            throw DownloadError(.unusable, message: "The server sent \(type) instead of a picture or video.")
        }
        let coding = headers[canonicalForm: "Content-Encoding"].map { $0.lowercased() }
        if coding.contains(where: { $0 != "identity" }) {
            throw DownloadError(.unusable, message: "The server sent the file compressed, which was not asked for.")
        }
    }

    private static func capped(_ length: Int64?, sizeCap: Int64) throws(DownloadError) -> Int64? {
        if let length, length > sizeCap { throw DownloadError.tooLarge(sizeCap) }
        return length
    }

    private static func mediaType(_ headers: HTTPHeaders) -> String? {
        headers.first(name: "Content-Type")?.split(separator: ";").first
            .map { SingleLine.text($0.lowercased(), limit: 100) }
    }

    /// The `ETag`, if it vouches for every byte.
    private static func strongValidator(_ headers: HTTPHeaders) -> String? {
        headers.first(name: "ETag").flatMap { $0.isStrongValidator ? $0 : nil }
    }
}

extension String {
    /// Whether it is an entity tag that may be used with `If-Range`: quoted, and not weak.
    var isStrongValidator: Bool {
        self.utf8.count >= 2 && self.utf8.count <= 1024 && self.hasPrefix("\"") && self.hasSuffix("\"")
            && self.utf8.dropFirst().dropLast().allSatisfy { $0 == 0x21 || 0x23...0x7E ~= $0 }
    }
}

extension DownloadError {
    static func tooLarge(_ cap: Int64) -> DownloadError {
        DownloadError(.tooLarge, message: "The file is larger than the \(cap) bytes that a file may have.")
    }
}
