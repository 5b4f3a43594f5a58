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
