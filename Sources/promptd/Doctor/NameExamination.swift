import Foundation
import PromptCore

/// Looks up the API's name as any program does, through the system's resolver.
enum NameExamination {
    /// What a name look-up brings.
    enum Found: Equatable, Sendable {
        case addresses([String])
        case failed(String)
    }

    /// Seconds after which nobody waits for a name any more, and those that are too many for each connection.
    private static let limit = 20
    private static let slow = 2.0

    /// - Returns: nothing for an address, which has no name to be looked up.
    static func findings(_ host: String) async -> [Finding] {
        guard !host.hasPrefix("["), !host.allSatisfy({ $0.isNumber || $0 == "." }) else { return [] }
        let start = ContinuousClock.now
        let found = await Deadline.run(.seconds(self.limit)) { self.resolve(host) }
        return [self.judge(host, found, seconds: start.duration(to: .now).seconds)]
    }

    static func judge(_ host: String, _ found: Found?, seconds: Double) -> Finding {
        let remedy = "Look at /etc/resolv.conf, and whether its servers answer: getent hosts \(host)"
        switch found {
        case nil: return .failure("DNS", "\(host) is not resolved within \(self.limit) s", remedy)
        case .failed(let why): return .failure("DNS", "\(host) cannot be resolved: \(why)", remedy)
        case .addresses(let addresses):
            let time = "in \(Int((seconds * 1000).rounded(.up))) ms"
            let text = "\(host) is \(addresses.prefix(4).joined(separator: ", ")), \(time)"
            guard seconds <= self.slow else {
                return .warning("DNS", "\(text), which every new connection waits for", remedy)
            }
            return .ok("DNS", text)
        }
    }

    private static func resolve(_ host: String) -> Found {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(host, nil, &hints, &list)
        guard code == 0 else {
            return .failed(unsafe String(cString: gai_strerror(code)))
        }
        defer { unsafe freeaddrinfo(list) }
        var addresses: [String] = []
        var next = unsafe list
        while let entry = unsafe next {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let (address, length) = unsafe (entry.pointee.ai_addr, entry.pointee.ai_addrlen)
            if unsafe getnameinfo(address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 {
                addresses.append(String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
            }
            unsafe next = entry.pointee.ai_next
        }
        return .addresses(addresses)
    }
}
