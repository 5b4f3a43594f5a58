/// Why a file that is almost a prompt or a command is not taken, with the name that would be.
extension InboxName {
    static func nearMissReason(_ name: LooseName) -> String? {
        let text = String(decoding: name.bytes, as: UTF8.self)
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
