import Glibc
import Testing

@testable import Systemd

/// Stands in for the service manager: a bound datagram socket that hands out what arrives.
final class NotifyReceiver {
    private let descriptor: Int32

    /// Binds the socket that `NOTIFY_SOCKET` would name.
    init(_ name: String) throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        self.descriptor = descriptor
        let result = try NotifySocket(name).withAddress { bind(descriptor, $0, $1) }
        try #require(result == 0, "cannot bind \(name): errno \(errno)")
    }

    deinit {
        close(self.descriptor)
    }

    /// Takes the datagrams that are waiting.
    func datagrams() throws -> [String] {
        var result: [String] = []
        while let datagram = try self.nextDatagram() { result.append(datagram) }
        return result
    }

    private func nextDatagram() throws -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let size = recv(self.descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        if size < 0 {
            try #require(errno == EAGAIN)
            return nil
        }
        return String(decoding: buffer.prefix(size), as: UTF8.self)
    }
}
