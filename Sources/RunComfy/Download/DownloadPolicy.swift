import PromptCore

/// From where, how much and how slowly a download may come.
package struct DownloadPolicy: Equatable, Sendable {
    /// The hosts that files may come from, over `https`.
    package var hosts: [HostPattern]
    /// Bytes a file may have.
    package var sizeCap: Int64
    /// How long nothing may arrive; the rate below is measured over this time as well.
    package var idleTimeout: Duration
    /// Bytes a second, below which a download counts as stuck; 0 turns it off.
    package var slowestRate: Int64
    /// How many redirects one download follows.
    package let redirectLimit = 5

    /// The API's own origin if that is this machine: a sandbox serves its files itself, without `https`.
    private let ownOrigin: WebAddress.Origin?

    package init(
        endpoint: RunComfyEndpoint,
        hosts: [HostPattern] = HostPattern.vendor,
        sizeCap: Int64 = 2 << 30,
        idleTimeout: Duration = .seconds(30),
        slowestRate: Int64 = 1024
    ) {
        self.hosts = hosts
        self.sizeCap = sizeCap
        self.idleTimeout = idleTimeout
        self.slowestRate = slowestRate
        self.ownOrigin = endpoint.origin.host.isLoopback ? endpoint.origin : nil
    }

    /// What an address has to be at connection time.
    enum Route: Equatable, Sendable {
        /// A listed host: the address must be a public one.
        case listed
        /// The API's own origin on this machine: the address must be loopback.
        case ownOrigin
    }

    /// Judges an address, the first one or one that a redirect names.
    ///
    /// Names are resolved later, when connecting.
    ///
    /// - Throws: `DownloadError` of kind `.forbidden`.
    func judge(_ text: String) throws(DownloadError) -> (WebAddress, Route) {
        let address: WebAddress
        do {
            address = try WebAddress(text)
        } catch {
            throw DownloadError(.forbidden, message: "The address of the file \(error.rawValue); it was not fetched.")
        }
        if let own = self.ownOrigin, own == address.origin { return (address, .ownOrigin) }
        func refuse(_ why: String) -> DownloadError {
            DownloadError(.forbidden, message: "\(SingleLine.text("\(address.origin)")) \(why); it was not fetched.")
        }
        guard address.origin.scheme == .https else { throw refuse("is not encrypted (http)") }
        guard case .name(let name) = address.origin.host else { throw refuse("is an address instead of a host name") }
        guard self.hosts.contains(where: { $0.matches(name) }) else {
            throw refuse("is not among the hosts that files may come from")
        }
        return (address, .listed)
    }
}
