import Glibc

/// A port of this machine that nobody may connect to, and that knows whether somebody has.
final class Tripwire: Sendable {
    private let listener: Int32
    let port: Int

    init() throws {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        self.listener = try SystemTrouble.check("make", "a socket", socket(AF_INET, type, 0))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = self.listener
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 16) == 0
                    ? getsockname(listener, $0, &length) : -1
            }
        }
        self.port = Int(in_port_t(bigEndian: address.sin_port))
        guard result == 0 else {
            let number = errno
            close(listener)
            throw SystemTrouble("listen on", "a port", number)
        }
    }

    /// Whether anybody has connected since the last time this was asked: the system has accepted it even if nobody else has.
    var isTouched: Bool {
        let connection = accept(self.listener, nil, nil)
        guard connection >= 0 else { return false }
        close(connection)
        return true
    }

    deinit {
        close(self.listener)
    }
}
