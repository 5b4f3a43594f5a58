/// Which names hold a folder back. A pause can only save money, so that a name that plainly means one is one.
extension InboxName {
    /// Whether the name is `PAUSE` or `PAUSED`, with what Windows, macOS and copying add to it: `.txt` or `.rtf`, once or
    /// twice, a copy's mark, in any letter case.
    static func isPause(_ name: LooseName) -> Bool {
        var rest = name
        rest.dropTrailing()
        rest.dropExtensions(["txt", "rtf", "text"])
        return Self.isWord(rest)
    }

    private static func isWord(_ name: LooseName) -> Bool {
        ["pause", "paused"].contains { name.bytes.elementsEqual($0.utf8) }
    }

    /// What people write for it; near misses, since some are words of their own.
    private static let likePause: Set<String> = [
        "pause", "paused", "pausing", "puase", "pasue", "pauze", "pausse", "paus", "pauseed", "pausa", "pausiert",
    ]
    private static let likePauseAlone: Set<String> = ["stop", "hold", "halt", "wait"]
    private static let texts = ["txt", "rtf", "md", "json", "doc", "docx", "odt", "html", "log", "yaml", "yml", "text"]

    /// Why a file that may be meant as a pause is none: `PAUSE.md`, `New PAUSE.txt`, `STOP`; not `coffee pause.png`.
    static func pauseReason(_ name: LooseName) -> String? {
        var rest = name
        rest.dropExtensions(Self.texts)
        if let other = rest.lastExtension {
            // Any ending, if the rest is the very word.
            rest.dropLast(other.utf8.count + 1)
            guard Self.isWord(rest) else { return nil }
        }
        let words = rest.bytes.split { $0 < 0x80 && !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
            .map { String(decoding: $0, as: UTF8.self) }
        let isMeant =
            words.contains(where: Self.likePause.contains)
            || words.count == 1 && words.allSatisfy(Self.likePauseAlone.contains)
        return isMeant ? "it holds nothing back; to pause a folder, put a file named PAUSE into it" : nil
    }
}
