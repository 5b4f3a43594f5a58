import NIOCore
import PromptCore

/// Lets a connection serve downloads only if it really ended at an address that may be fetched from.
///
/// It looks at the peer's address once the connection is up and before a request goes out on it, so a name that
/// resolves differently from one moment to the next gains nothing. A forbidden host sees a connection attempt, no more.
enum AddressGuard {
    struct ForbiddenError: Error, Equatable {
        let address: String
    }

    /// To be run on each new connection; a failed future keeps it out of use.
    static func admit(_ channel: any Channel, route: DownloadPolicy.Route) -> EventLoopFuture<Void> {
        let address = channel.remoteAddress?.ipAddress.flatMap { IPAddress($0) }
        if let address, Self.admits(address, route: route) { return channel.eventLoop.makeSucceededVoidFuture() }
        // AsyncHTTPClient forgets a connection that is turned down here without closing it. It must have forgotten it
        // before it is closed, so the closing waits for the next turn of the loop.
        channel.eventLoop.execute { channel.close(promise: nil) }
        return channel.eventLoop.makeFailedFuture(
            ForbiddenError(address: address.map { "\($0)" } ?? "an unknown address")
        )
    }

    static func admits(_ address: IPAddress, route: DownloadPolicy.Route) -> Bool {
        switch route {
        case .listed: address.isPublic
        case .ownOrigin: address.isLoopback
        }
    }
}
