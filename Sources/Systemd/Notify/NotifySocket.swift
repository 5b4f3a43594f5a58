import Glibc

/// The datagram socket on which the service manager listens.
///
/// The datagram goes out by `sendto`, not by `sd_notify`: that one takes the address from the environment of the
/// process, which a test cannot set without racing against all others, and it waits without limit when the manager
/// does not read. The protocol is one datagram of text and is promised to stay.
struct NotifySocket: Sendable {
    /// The content of `sun_path`: a path, or an abstract name behind a NUL.
    private let name: [UInt8]

    /// Reads the value of `NOTIFY_SOCKET`: an absolute path or `@` and an abstract name.
    init(_ value: String) throws(SystemdError) {
        var name = Array(value.utf8)
        let isAbstract = name.first == UInt8(ascii: "@")
        guard isAbstract || name.first == UInt8(ascii: "/"), name.count > 1 else {
            throw SystemdError(
                .notifyAddress,
                "NOTIFY_SOCKET is \"\(LogText.escaped(value))\", which is neither an absolute path nor an abstract name. "
                    + "Unset it, or let systemd start the daemon with Type=notify."
            )
        }
        // A path needs room for the NUL behind it; an abstract name is counted.
        let limit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - (isAbstract ? 0 : 1)
        guard name.count <= limit, !name.contains(0) else {
            throw SystemdError(
                .notifyAddress,
                "NOTIFY_SOCKET has \(name.count) bytes or a NUL, but a socket name has at most \(limit) and no NUL."
            )
        }
        if isAbstract { name[0] = 0 }
        self.name = name
    }

    /// Sends one datagram, waiting at most `timeout` for room in the receiver's queue.
    func send(_ datagram: String, timeout: Duration) throws(SystemCallError) {
        let type = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
        let owned = OwnedDescriptor(try systemCall { socket(AF_UNIX, type, 0) })
        let descriptor = owned.number
        try Self.limitSending(on: descriptor, to: timeout)
        let bytes = Array(datagram.utf8)
        try unsafe self.withAddress { address, length throws(SystemCallError) in
            _ = try systemCall {
                unsafe sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, length)
            }
        }
    }

    /// Calls `body` with this name as a socket address, as `bind` and `sendto` take it.
    func withAddress<Value>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) throws(SystemCallError) -> Value
    ) throws(SystemCallError) -> Value {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: self.name) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + self.name.count)
        return try unsafe withUnsafePointer(to: &address) { pointer throws(SystemCallError) in
            try unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer throws(SystemCallError) in
                try unsafe body(pointer, length)
            }
        }
    }

    private static func limitSending(on descriptor: Int32, to timeout: Duration) throws(SystemCallError) {
        // Zero would mean "for ever" to the kernel.
        let (seconds, attoseconds) = max(timeout, .microseconds(1)).components
        var value = timeval(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
        let size = socklen_t(MemoryLayout<timeval>.size)
        _ = try systemCall { unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &value, size) }
    }
}
