package import Logging
import PromptCore

/// The API, and the hosts its results lie on.
///
/// Every call is one attempt; when to try again is for the caller to decide.
package struct RunComfyClient: GenerationAPI {
    package let endpoint: RunComfyEndpoint
    let token: AccessToken
    private let settings: ClientSettings
    let placeLimit: Int
    let connections: Connections
    let logger: Logger

    fileprivate init(
        endpoint: RunComfyEndpoint,
        token: AccessToken,
        settings: ClientSettings,
        placeLimit: Int,
        connections: Connections,
        logger: Logger
    ) {
        self.endpoint = endpoint
        self.token = token
        self.settings = settings
        self.placeLimit = placeLimit
        self.connections = connections
        self.logger = logger
    }

    var timeouts: Timeouts { self.settings.timeouts }
    var downloads: DownloadPolicy { self.settings.downloads }

    /// Sets how long answers are waited for, and from where results may come, for calls and downloads from now on.
    ///
    /// The time for a connection stays as it was.
    package func set(timeouts: Timeouts, downloads: DownloadPolicy) {
        self.settings.set(timeouts: timeouts, downloads: downloads)
    }
}

/// Runs `body` with a client whose connections are closed when `body` has ended.
///
/// `downloads` says from where results may come; `nil` is what holds for `endpoint` without any settings. `proxy` is asked to
/// connect to the hosts that it serves; `nil` is directly.
/// `outputLimit` is how many outputs of one request are kept, missing ones counted; `nil` is 1,000.
///
/// - Throws: what `body` throws.
package func withRunComfyClient<Return>(
    endpoint: RunComfyEndpoint,
    token: AccessToken,
    timeouts: Timeouts = Timeouts(),
    downloads: DownloadPolicy? = nil,
    proxy: WebProxy? = nil,
    outputLimit: Int? = nil,
    logger: Logger,
    _ body: (RunComfyClient) async throws -> Return
) async throws -> Return {
    try await Connections.with(timeouts, by: proxy) { connections in
        try await body(
            RunComfyClient(
                endpoint: endpoint,
                token: token,
                settings: ClientSettings(
                    timeouts: timeouts,
                    downloads: downloads ?? DownloadPolicy(endpoint: endpoint)
                ),
                placeLimit: outputLimit ?? GenerationResult.usualPlaceLimit,
                connections: connections,
                logger: logger
            )
        )
    }
}
