import Synchronization

/// What the client goes by and may be set while it works; a call that is under way keeps to what held when it began.
final class ClientSettings: Sendable {
    private let state: Mutex<(timeouts: Timeouts, downloads: DownloadPolicy)>

    init(timeouts: Timeouts, downloads: DownloadPolicy) {
        self.state = Mutex((timeouts, downloads))
    }

    var timeouts: Timeouts { self.state.withLock { $0.timeouts } }
    var downloads: DownloadPolicy { self.state.withLock { $0.downloads } }

    func set(timeouts: Timeouts, downloads: DownloadPolicy) {
        self.state.withLock { $0 = (timeouts, downloads) }
    }
}
