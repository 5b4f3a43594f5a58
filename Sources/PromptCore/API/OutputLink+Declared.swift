extension OutputLink {
    /// The file extension that the link's path ends with, in lower case and without its dot, if it has one of letters and
    /// digits: a claim, which counts only where the content says nothing.
    package var declaredExtension: String? {
        let path = self.url.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        guard let name = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last,
            let dot = name.lastIndex(of: UInt8(ascii: "."))
        else { return nil }
        let text = String(decoding: name[dot...].dropFirst(), as: UTF8.self)
        let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
        return !text.isEmpty && text.utf8.count <= 8 && isPlain ? text.lowercased() : nil
    }
}
