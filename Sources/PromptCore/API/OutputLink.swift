/// One output of a request, still at the vendor's CDN.
package struct OutputLink: Equatable, Sendable, Codable {
    /// What the API calls it; what it is, its bytes say.
    package enum Kind: String, Sendable, Codable {
        case image = "image"
        case video = "video"
        case audio = "audio"
        /// A link that stood in the output outside of the lists promptd knows.
        case other = "other"
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

    /// The place of an output that the API gave no link to.
    package static func missing(_ kind: Kind) -> OutputLink { OutputLink(kind: kind, url: "") }

    /// A URL without its query and fragment: either may hold a signature.
    static func unsigned(_ url: String) -> String {
        // By code point: a combining mark after the question mark would make another character of it.
        String(url.unicodeScalars.prefix { $0 != "?" && $0 != "#" })
    }

    package var isMissing: Bool { self.url.isEmpty }
}
