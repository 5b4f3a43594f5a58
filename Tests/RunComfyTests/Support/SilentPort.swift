import Glibc

/// A loopback port on which nobody listens, and nobody else can: it is bound, and connections to it are refused.
final class SilentPort {
    private let descriptor: CInt
    let number: Int

    struct Unavailable: Error {
        var errno: CInt
    }

    init() throws {
        self.descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        guard self.descriptor >= 0 else { throw Unavailable(errno: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = self.descriptor
        let result = withUnsafeMutableBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { address in
                bind(descriptor, address.baseAddress, length) == 0
                    ? getsockname(descriptor, address.baseAddress, &length) : -1
            }
        }
        guard result == 0 else {
            close(descriptor)
            throw Unavailable(errno: errno)
        }
        self.number = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit {
        close(self.descriptor)
    }
}
