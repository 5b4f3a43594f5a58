import CSystemd
import Glibc

/// The sockets that the service manager has bound for this process (socket activation).
package enum ListenSockets {
    /// The first descriptor that is handed over; source: sd_listen_fds(3).
    private static let first: Int32 = 3

    /// The descriptors by the names that the socket units give them (`FileDescriptorName=`).
    ///
    /// Empty if there are none, or if they are meant for another process. Children do not inherit them. Source:
    /// sd_listen_fds_with_names(3).
    /// - Throws: ``SystemdError/Code/listenEnvironment`` if the variables say what cannot be.
    package static func ofThisProcess() throws(SystemdError) -> [String: Int32] {
        var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = unsafe sd_listen_fds_with_names(0, &list)
        guard count >= 0 else {
            throw SystemdError(
                .listenEnvironment,
                "LISTEN_FDS, LISTEN_PID or LISTEN_FDNAMES cannot be used: \(SystemCallError(number: -count).text). "
                    + "Unset them, or let systemd set them by a socket unit.",
                errno: -count
            )
        }
        guard count > 0, let list = unsafe list else { return [:] }
        var sockets: [String: Int32] = [:]
        for index in 0..<Int(count) {
            guard let name = unsafe list[index] else { continue }
            unsafe sockets[String(cString: name)] = Self.first + Int32(index)
            unsafe free(name)
        }
        unsafe free(list)
        return sockets
    }
}
