/// What a server sends, under a good status, when it does not send the file.
enum ErrorPage {
    /// How much of a file is enough to tell.
    static let headSize = 1024

    /// Whether a file that begins with `head` is a web page, or an error message in XML or JSON.
    ///
    /// Text alone is no reason: a drawing or a scene may be text.
    static func isOne(_ head: ArraySlice<UInt8>) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = (head.starts(with: mark) ? head.dropFirst(mark.count) : head)
            .drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
            .map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        if text.starts(with: "<!doctype html".utf8) || text.starts(with: "<html".utf8) { return true }
        if text.first == UInt8(ascii: "<") { return text.contains("<error>") || text.contains("<html") }
        return text.first == UInt8(ascii: "{") && text.contains("\"error")
    }
}
