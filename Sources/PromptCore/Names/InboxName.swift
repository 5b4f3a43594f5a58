/// What a name in the inbox means to promptd (contract §1, §2 and §4).
///
/// The name alone decides; letter case does not matter, but for `PAUSE`.
package enum InboxName: Equatable, Sendable {
    /// One of promptd's files: the prompt's name and its state.
    case file(FileName, PromptFileState)
    /// A file that holds everything below its folder back.
    case pause
    /// Half-made, hidden or left by other programs: never taken, never mentioned.
    case junk
    /// Close enough to a prompt's name that its owner should be told why nothing happens.
    case nearMiss(why: String)
    /// Somebody's file; none of promptd's business.
    case other

    package init(_ name: FileName) {
        if Self.isJunk(name) {
            self = .junk
        } else if name.bytes == Array("PAUSE".utf8) {
            self = .pause
        } else if let file = Self.file(name) {
            self = file
        } else if let why = Self.nearMissReason(name) {
            self = .nearMiss(why: why)
        } else {
            self = .other
        }
    }

    /// Folders that programs keep for themselves: not entered.
    package static func isJunkFolder(_ name: FileName) -> Bool {
        let folders = ["@eadir", "#recycle", "#snapshot", "$recycle.bin", "lost+found", "__macosx"]
        return name.isHidden || folders.contains { $0.utf8.elementsEqual(name.bytes.map(FileName.lowercased)) }
    }

    /// A file name has at most 255 bytes, and the longest state with a number must still fit.
    private static let longestStem = 255 - PromptFileState.cancelled.suffix.utf8.count - "-999".utf8.count

    private static func file(_ name: FileName) -> InboxName? {
        for state in PromptFileState.allCases {
            let suffix = Array(state.suffix.utf8)
            guard name.bytes.count > suffix.count,
                name.bytes.suffix(suffix.count).map(FileName.lowercased) == suffix,
                let stem = FileName(name.bytes.dropLast(suffix.count))
            else { continue }
            return stem.bytes.count <= Self.longestStem
                ? .file(stem, state)
                : .nearMiss(why: "the name is too long; \(Self.longestStem) bytes before .prompt.json is the limit")
        }
        return nil
    }

    private static func isJunk(_ name: FileName) -> Bool {
        let suffixes = [
            "~", ".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".swp", ".swx", ".swo", ".bak",
        ]
        return name.isHidden || name.hasPrefix("~$") || name.hasPrefix("~syncthing~") || isEmacsAutosave(name)
            || suffixes.contains { name.hasSuffix($0) }
    }

    private static func isEmacsAutosave(_ name: FileName) -> Bool {
        name.bytes.count > 1 && name.bytes.first == UInt8(ascii: "#") && name.bytes.last == UInt8(ascii: "#")
    }

    private static func nearMissReason(_ name: FileName) -> String? {
        let text = String(decoding: name.bytes.map(FileName.lowercased), as: UTF8.self)
        if text == "prompt.json" {
            return "there is no name before .prompt.json; call it, say, sunset.prompt.json"
        }
        guard let found = text.ranges(of: ".prompt").last else { return nil }
        let rest = text[found.upperBound...]
        if rest == ".json.txt" { return "the name ends in .txt (Windows hides that); remove it" }
        if rest == ".json.json" { return "the name ends in .json twice (Windows hides one); remove one" }
        if rest.hasPrefix(".sync-conflict-") { return "it is a sync conflict; rename it to end in .prompt.json" }
        // `x.prompt (1).json`, `x.prompt - Copy.json`, `x.prompt copy.json`, `x.prompt 2.json`, `x.prompt.json (1)`.
        if rest.hasPrefix(".json ") || rest.hasPrefix(".json(") || rest.hasSuffix(".json") && isCopyMark(rest.first) {
            return "a copy's number must stand before .prompt.json, not in it or after it"
        }
        if rest.isEmpty || rest == ".jsn" || rest == ".jsonc" || rest == ".json5" || rest == ".txt" {
            return "the name must end in .prompt.json"
        }
        return nil
    }

    private static func isCopyMark(_ first: Character?) -> Bool {
        first == " " || first == "(" || first == "-" || first == "_"
    }
}
