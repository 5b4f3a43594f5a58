/// Reads what a prompt says of a file: an address that the API fetches itself, or a path below the prompt's folder.
enum FileReference {
    /// Bytes of one part of a path, as file systems have it.
    private static let longestPart = 255
    private static let longestPath = 1024

    /// - Throws: What is wrong with it.
    static func value(_ text: String, _ kind: FileInput.Kind) throws(ValueFault) -> FileInput.Value {
        let start = text.prefix(while: { $0 != ":" && $0 != "/" && $0 != "\\" })
        guard start.count > 1, start.count < text.count, text.dropFirst(start.count).first == ":",
            start.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
        else { return try Self.path(text) }
        switch start.lowercased() {
        case "https":
            guard Self.isAddress(text.dropFirst("https:".count)) else {
                throw ValueFault(
                    .invalidValue,
                    "is \(Self.shown(text)), which is no whole address",
                    "write it as https://example.com/\(kind.example)"
                )
            }
        case "data":
            guard text.dropFirst("data:".count).lowercased().hasPrefix(kind.rawValue + "/"), text.contains(",") else {
                throw ValueFault(
                    .invalidValue,
                    "is \(Self.shown(text)), which holds no \(kind.rawValue)",
                    "begin it with data:\(kind.rawValue)/, or put the file beside the prompt and write its name"
                )
            }
        case "http":
            throw ValueFault(
                .invalidValue,
                "is \(Self.shown(text)), an address without encryption, which the API does not fetch",
                "use its https address, or put the file beside the prompt and write its name"
            )
        default:
            // A name may have a colon too.
            guard text.dropFirst(start.count + 1).hasPrefix("//") else { return try Self.path(text) }
            throw ValueFault(
                .invalidValue,
                "is \(Self.shown(text)), which is neither an https address nor a path",
                "use a public https address, or put the file beside the prompt and write its name"
            )
        }
        return .address(text)
    }

    /// Whether a value names several files.
    static func isPattern(_ text: String) -> Bool { text.contains { $0 == "*" || $0 == "?" } }

    private static func isAddress(_ rest: Substring) -> Bool {
        guard rest.hasPrefix("//") else { return false }
        let host = rest.dropFirst(2).prefix { !"/?#".contains($0) }
        let isPrintable = rest.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
        return isPrintable && !host.isEmpty && host.first != ":" && !host.contains("@")
    }

    private static func path(_ text: String) throws(ValueFault) -> FileInput.Value {
        func wrong(_ message: String, _ hint: String) -> ValueFault {
            ValueFault(.invalidValue, "is \(Self.shown(text)), \(message)", hint)
        }
        let beside = "write a path from the prompt's folder on, such as \"reference/a.png\""
        guard !text.allSatisfy(\.isWhitespace) else { throw ValueFault(.invalidValue, "is empty", beside) }
        guard !text.contains("\\") else { throw wrong("a path with a backslash", "write / between its parts") }
        let isDrive = text.dropFirst().first == ":" && text.first?.isLetter == true
        guard !text.hasPrefix("/"), !text.hasPrefix("~/"), !isDrive else {
            throw wrong("a path from elsewhere", "put the file beside the prompt, and \(beside)")
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if part == ".." {
                // Up first, then down: how far up the inbox reaches is known where the file is looked for.
                guard index < parts.count - 1, parts.prefix(index).allSatisfy({ $0 == ".." }) else {
                    throw wrong("a path that goes up behind its beginning", beside)
                }
                continue
            }
            if part.isEmpty || part == "." { throw wrong("a path with a part that is none", beside) }
            if part.hasPrefix(".") { throw wrong("a hidden file or folder", "use one whose name has no dot in front") }
            guard part.utf8.count <= Self.longestPart else { throw wrong("a name too long for a file", beside) }
        }
        guard text.utf8.count <= Self.longestPath else { throw wrong("a path too long for a file", beside) }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw wrong("a path with control characters", beside)
        }
        guard !parts.dropLast().contains(where: { Self.isPattern(String($0)) }) else {
            throw wrong("a path with * or ? in the name of a folder", "use them in the last part alone")
        }
        return .path(text)
    }

    private static func shown(_ text: String) -> String { Rejection.shown(.string(text)) }
}

extension FileInput.Kind {
    fileprivate var example: String {
        switch self {
        case .image: "a.png"
        case .video: "a.mp4"
        case .audio: "a.mp3"
        }
    }
}
