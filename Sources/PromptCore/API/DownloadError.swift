/// A download that did not arrive.
package struct DownloadError: Error, Equatable, Sendable {
    package enum Kind: String, Sendable {
        /// No connection, 5xx, 408, 429, cut short, too slow: try again, it resumes.
        case transient
        /// 403, 404, 410: the link is no longer good. A fresh result may hold a new one.
        case gone
        /// The address is one promptd must not fetch from (scheme, host, private address), also after a redirect.
        case forbidden
        /// Larger than the cap.
        case tooLarge
        /// It is complete but not a picture or video: wrong bytes, empty.
        case unusable
    }

    package var kind: Kind
    /// One line for a person; never a URL's query, which may hold a signature.
    package var message: String
    /// Seconds the server asked to wait, if it did.
    package var retryAfter: Double?
    /// The file's server has said so itself: the network is not to blame.
    package var isServersWord: Bool

    package init(_ kind: Kind, message: String, retryAfter: Double? = nil, isServersWord: Bool = false) {
        self.kind = kind
        self.message = message
        self.retryAfter = retryAfter
        self.isServersWord = isServersWord
    }
}
