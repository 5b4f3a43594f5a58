import Hummingbird
import NIOCore

/// A request's surroundings: beside what Hummingbird needs, the connection it came on, so that a fault can cut it.
struct SandboxContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        self.coreContext = CoreRequestContextStorage(source: source)
        self.channel = source.channel
    }

    /// Where clients reach this sandbox, without a slash at the end.
    var origin: String {
        let address = self.channel.localAddress
        let host = address?.ipAddress ?? "127.0.0.1"
        return "http://\(host.contains(":") ? "[\(host)]" : host):\(address?.port ?? 0)"
    }
}
