import Glibc

extension IPAddress: CustomStringConvertible {
    /// Reads `127.0.0.1` (exactly four decimal parts) or `::1` (with or without an IPv4 tail; no zone, no brackets).
    init?(_ text: String) {
        var bytes = [UInt8](repeating: 0, count: text.utf8.contains(UInt8(ascii: ":")) ? 16 : 4)
        guard unsafe inet_pton(bytes.count == 16 ? AF_INET6 : AF_INET, text, &bytes) == 1 else { return nil }
        self.init(bytes: bytes)
    }

    /// The address as text, as short as it can be written.
    var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = self.bytes.count == 16 ? AF_INET6 : AF_INET
        // The room is enough for every address of both families: there is no case in which this fails.
        _ = unsafe inet_ntop(family, self.bytes, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
