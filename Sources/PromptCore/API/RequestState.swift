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
