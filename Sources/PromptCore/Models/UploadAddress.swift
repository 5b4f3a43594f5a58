/// The address at which the API finds a file that an uploader has put there: what the uploader has printed, checked.
package struct UploadAddress: Equatable, Sendable {
    /// What an uploader has printed is no such address.
    package struct Problem: Error, Equatable, Sendable {
        /// What is wrong with it, in words that follow what has printed it: `has printed nothing`.
        package let why: String
    }

    package let text: String

    /// Bytes an address may have.
    package static let longest = 2048

    /// `printed` is all that the uploader has written to its standard output: one line.
    package init(printed: [UInt8]) throws(Problem) {
        var line = printed[...]
        if line.last == UInt8(ascii: "\n") { line.removeLast() }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        guard !line.isEmpty else { throw Problem(why: "has printed no address") }
        guard !line.contains(UInt8(ascii: "\n")) else {
            throw Problem(why: "has printed more than the one line that is the address")
        }
        guard line.count <= Self.longest else {
            throw Problem(why: "has printed an address of more than \(Self.longest) bytes")
        }
        guard line.allSatisfy({ Self.isAddressByte($0) }) else {
            throw Problem(why: "has printed a space, a control character or another one that no address has")
        }
        let text = String(decoding: line, as: UTF8.self)
        let scheme = "https://"
        guard text.lowercased().hasPrefix(scheme) else {
            throw Problem(why: "has printed what does not begin with https://")
        }
        let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        guard !authority.contains("@") else { throw Problem(why: "has printed an address with a user name in it") }
        guard let host = Self.host(authority) else {
            throw Problem(why: "has printed an address without a usable host")
        }
        guard PublicHost.isPublic(host) else {
            throw Problem(why: "has printed an address that is not out in the internet (\(host))")
        }
        self.text = text
    }

    /// Visible ASCII without those that RFC 3986 leaves out.
    private static func isAddressByte(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !#""<>\^`{|}"#.utf8.contains(byte)
    }

    /// The host in lower case, without its port; `nil` if there is none, or if the port is none.
    private static func host(_ authority: Substring) -> String? {
        let host: Substring
        let rest: Substring
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[...end]
            rest = authority[authority.index(after: end)...]
        } else {
            host = authority.prefix { $0 != ":" }
            rest = authority[host.endIndex...]
        }
        if !rest.isEmpty {
            guard rest.first == ":", rest.dropFirst().allSatisfy(\.isNumber), let port = UInt16(rest.dropFirst()),
                port > 0
            else { return nil }
        }
        return host.isEmpty ? nil : host.lowercased()
    }
}
