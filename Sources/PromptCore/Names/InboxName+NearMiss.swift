/// Why a file that is almost a prompt or a command is not taken, with the name that would be.
extension InboxName {
    static func nearMissReason(_ name: LooseName) -> String? {
        let text = String(decoding: name.bytes, as: UTF8.self)
        if text == "prompt.json" {
            return "there is no name before .prompt.json; call it, say, sunset.prompt.json"
        }
        guard let found = text.ranges(of: ".prompt").last else { return nil }
        let rest = text[found.upperBound...]
        if Self.endsInDotOrSpace(rest) {
            return "a dot or a space stands behind the name (Windows hides that); it must end in .prompt.json"
        }
        if rest == ".json.txt" { return "the name ends in .txt (Windows hides that); remove it" }
        if rest == ".json.json" { return "the name ends in .json twice (Windows hides one); remove one" }
        if rest.hasPrefix(".sync-conflict-") { return "it is a sync conflict; rename it to end in .prompt.json" }
        // `x.prompt (1).json`, `x.prompt - Copy.json`, `x.prompt copy.json`, `x.prompt 2.json`, `x.prompt.json (1)`.
        if rest.hasPrefix(".json ") || rest.hasPrefix(".json(") || rest.hasSuffix(".json") && isCopyMark(rest.first) {
            return "a copy's number must stand before .prompt.json, not in it or after it"
        }
        return Self.isWrongEnding(rest) ? "the name must end in .prompt.json, and the file be plain text" : nil
    }

    private static func endsInDotOrSpace(_ rest: Substring) -> Bool {
        let isHidden: (Character) -> Bool = { $0 == "." || $0 == " " }
        let core = rest.reversed().drop(while: isHidden)
        return core.count < rest.count && (core.isEmpty || String(core.reversed()) == ".json")
    }

    /// What text editors and office programs put in the place of `.json`, or behind it.
    private static func isWrongEnding(_ rest: Substring) -> Bool {
        let documents = ["doc", "docx", "odt", "md", "yaml", "yml", "html", "pdf", "xml"]
        let endings = rest.split(separator: ".", omittingEmptySubsequences: false).dropFirst()
        let known = Set(Self.endings + documents)
        return rest.isEmpty || rest.first == "." && endings.allSatisfy { known.contains(String($0)) }
    }

    /// Why a file that has none of promptd's names, but ends in `.json`, is not taken; `nil` for any other.
    ///
    /// It is told where people put their prompts: in the inbox itself and in the folders directly in it. Below those,
    /// whole trees of other programs may lie; and files that such programs name so themselves are nobody's prompts. The
    /// template is one as soon as somebody has written into it.
    package static func plainReason(_ name: FileName) -> String? {
        guard name.hasSuffix(".json"), !name.hasSuffix(".schema.json") else { return nil }
        let text = name.bytes.map(FileName.lowercased)
        guard !Self.programs.contains(where: { $0.utf8.elementsEqual(text) }) else { return nil }
        return "if it is a prompt, its name must end in .prompt.json, as in sunset.prompt.json"
    }

    /// Files of other programs, and a result's own.
    private static let programs = [
        "metadata.json", "package.json", "package-lock.json", "tsconfig.json", "composer.json", "manifest.json",
        "settings.json", "config.json", "launch.json", "tasks.json", "extensions.json", "index.json",
    ]

    /// Whether a file of that name lets stopped submissions go on, if it lies in the inbox itself.
    package static func isResume(_ name: FileName) -> Bool {
        let text = name.bytes.map(FileName.lowercased)
        return ["resume", "resume.txt", "resume.txt.txt"].contains { $0.utf8.elementsEqual(text) }
    }

    /// Why a file that may be meant so does not: `RESUME (1).txt`, `RESUME.md`; not `RESUMED.txt`, which promptd makes.
    static func resumeReason(_ name: FileName, _ text: LooseName) -> String? {
        guard !Self.isResume(name) else { return nil }
        var rest = text
        rest.dropTrailing()
        rest.dropExtensions(Self.endings + ["md", "doc", "docx", "odt"])
        guard rest.bytes.elementsEqual("resume".utf8) else { return nil }
        return "it does nothing; to let stopped submissions go on, put a file named RESUME into the inbox itself"
    }

    private static func isCopyMark(_ first: Character?) -> Bool {
        first == " " || first == "(" || first == "-" || first == "_"
    }

    /// Words that people take for a command or a state, and what is meant by them.
    private static let words: [(words: [String], meaning: String)] = [
        (
            ["retry", "redo", "again", "rerun", "restart", "resume", "requeue", "retried", "repeated"],
            "to make it again, rename it to end in .prompt.json"
        ),
        (
            [
                "stop", "stopped", "abort", "aborted", "kill", "halt", "delete", "remove", "storno", "abbrechen",
                "annuler",
            ],
            "to cancel it, rename it to end in .cancel.json"
        ),
        (["pause", "paused", "hold", "wait"], "to hold everything in a folder back, put a file named PAUSE into it"),
        (
            ["adopted", "adoption", "collect"],
            "to collect a request that was paid for, the name must end in .adopt.json"
        ),
        (
            ["fail", "processing", "running"],
            "promptd alone gives a file its state; to have it made, rename it to end in .prompt.json"
        ),
    ]

    /// The reason for `x.retry.json`, `x.stop.json`, `x.failed.json.txt` and the like.
    static func commandReason(_ name: LooseName) -> String? {
        var rest = name
        rest.dropTrailing()
        rest.dropExtensions(Self.endings)
        if rest.bytes.elementsEqual("cancel".utf8) {
            return "it does not say which prompt; rename the prompt itself, say, to sunset.cancel.json"
        }
        if let text = rest.lastExtension {
            // A picture called `x.stop.png` is nobody's command.
            if let known = Self.words.first(where: { $0.words.contains(text) }) { return known.meaning }
            if let why = Self.stateReason(text, rest, of: name) { return why }
        }
        // `x - cancel.json`, `x_cancel.json`: too loose to act on, too close to be passed over.
        let separators = [" - cancel", " cancel", "-cancel", "_cancel"]
        if name.bytes.count > rest.bytes.count, separators.contains(where: { rest.hasSuffix($0) }) {
            return "to cancel a prompt, its name must end in .cancel.json"
        }
        return nil
    }

    /// One of promptd's own states that another ending hides, or that stands without `.json`.
    private static func stateReason(_ text: String, _ rest: LooseName, of name: LooseName) -> String? {
        guard let state = PromptFileState(rawValue: text) else { return nil }
        switch state {
        case .adopt:
            return "the name must end in .adopt.json"
        case .failed, .cancelled:
            return "to make it again, rename it to end in .prompt.json"
        case .repeat:
            // Its note, which promptd itself puts there.
            let isNote = name.bytes.elementsEqual(rest.bytes + Array(".txt".utf8))
            return isNote ? nil : "to make it again, rename it to end in .prompt.json"
        case .working:
            return "promptd alone calls a file that; to have it made, give it a new name that ends in .prompt.json"
        // A prompt's and a cancel's have reasons of their own; what tells of errors may be anybody's.
        case .prompt, .cancel, .error:
            return nil
        }
    }
}
