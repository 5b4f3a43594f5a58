import AsyncHTTPClient
package import PromptCore

extension RunComfyClient {
    /// Fetches one output; the token is never sent.
    package func download(_ link: OutputLink, into sink: some DownloadSink) async throws {
        let policy = self.downloads
        let detector = StallDetector(window: policy.idleTimeout, slowestRate: policy.slowestRate)
        let download = Download(policy: policy, sink: sink, detector: detector, connections: self.connections)
        let watched = await withWatchdog({ await detector.stalled() }, operation: { try await download.run(link.url) })
        switch watched.result {
        case .success:
            return
        case .failure(let error as SinkError):
            throw error.cause
        case .failure(var error as DownloadError):
            error.message = self.token.redacting(error.message)
            throw error
        case .failure(let error as AddressGuard.ForbiddenError):
            throw DownloadError(
                .forbidden,
                message: "The host of the file is at \(error.address), which is no public address; it was not fetched."
            )
        case .failure where watched.expired:
            throw DownloadError(.transient, message: "The download stood still or was too slow; it can go on later.")
        case .failure(let error):
            try Task.checkCancellation()
            let reason = self.token.line((error as? ProxiedError)?.reason ?? TransportTrouble.reason(error))
            throw DownloadError(.transient, message: "The download broke off: \(reason).")
        }
    }
}

/// What went wrong on the way by a proxy, in words for people.
struct ProxiedError: Error {
    let reason: String
}

/// An error of the sink's, told apart from those of the network on the way up.
struct SinkError: Error {
    let cause: any Error
}
