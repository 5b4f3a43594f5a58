/// Which names plainly mean a prompt, whatever stands behind `.prompt.json` or in it.
extension InboxName {
    /// The name of the prompt that a file is meant to be which is not taken, as far as that is plain: what stands before
    /// the last `.prompt`.
    ///
    /// `nil` for what ``isLoosePrompt(_:)`` tells of: programs write under such names before they rename, and a drop whose
    /// end is told then would have two.
    package static func meantPrompt(_ name: FileName) -> FileName? {
        let text = name.bytes.map(FileName.lowercased)
        guard let found = text.ranges(of: Array(".prompt".utf8)).last, found.lowerBound > 0 else { return nil }
        let rest = String(decoding: text[found.upperBound...], as: UTF8.self)
        // `x.prompter.json` is another word.
        let isWord = !(rest.first?.isLetter ?? false) || rest.hasPrefix("json")
        guard isWord || Self.isPlural(rest), !Self.isLoosePrompt(name) else { return nil }
        return FileName(name.bytes[..<found.lowerBound])
    }

    /// Whether a name is told of by ``loosePromptReason(_:)`` alone: a folder called so is one like any other.
    package static func isLoosePrompt(_ name: FileName) -> Bool {
        let text = LooseName(name)
        return Self.nearMissReason(text) == nil && Self.commandReason(text) == nil
            && Self.loosePromptReason(text) != nil
    }

    /// The reason for `x.prompt.json.zip`, `x.prompt.csv`, `x.prompt,json`, `x.promptjson` and the like; not for
    /// `x.prompting` and `x.prompt notes.txt`, which are about something else.
    static func loosePromptReason(_ name: LooseName) -> String? {
        let text = String(decoding: name.bytes, as: UTF8.self)
        if text.hasPrefix("prompt.json") {
            return "there is no name before .prompt.json; call it, say, sunset.prompt.json"
        }
        guard let found = text.ranges(of: ".prompt").last else { return nil }
        let rest = text[found.upperBound...]
        let letters = rest.drop { !$0.isLetter }
        let isMeant =
            letters.isEmpty || letters.hasPrefix("json") || rest == "s" || Self.isEnding(rest) || Self.isCopy(name)
        return isMeant ? "the name must end in .prompt.json, and the file be plain text" : nil
    }

    private static func isPlural(_ rest: String) -> Bool {
        rest.first == "s" && !(rest.dropFirst().first?.isLetter ?? false)
    }

    /// `.csv`, `.txt.lnk`: one ending of any kind, or some behind one of a text; not `.schema.json`.
    private static func isEnding(_ rest: Substring) -> Bool {
        let endings = rest.split(separator: ".", omittingEmptySubsequences: false).dropFirst()
        guard rest.first == ".", let first = endings.first, !first.isEmpty else { return false }
        let isShort = first.count <= 8 && first.allSatisfy { $0.isLetter || $0.isNumber }
        return endings.count == 1 && isShort || Self.endings.contains(String(first))
    }

    /// `x.prompt - Copy`, `x.prompt (1).txt`.
    private static func isCopy(_ name: LooseName) -> Bool {
        var rest = name
        rest.dropTrailing()
        rest.dropExtensions(Self.endings)
        return rest.hasSuffix(".prompt")
    }
}
