/// Which almost right names ask for a prompt to be cancelled.
extension InboxName {
    private static let words = [
        "cancel", "canceled", "cancelled", "canceling", "cancelling", "cancellation", "cancelation", "cancels",
        // Slips. Each is written down: what is only near may be a word of its own, like `cancer`.
        "cancle", "cancled", "cancell", "cancelle", "canceld", "cancelld", "cancellled", "canncel", "cancal", "cansel",
        "canselled", "cacnel", "cancek", "canel", "cnacel", "cancelt", "cancelado", "cancelar",
    ]

    /// The word that asks to cancel, or says that it has been done, at the end of a prompt's stem; `nil` if there is none.
    static func cancelWord(of stem: FileName) -> String? {
        LooseName(stem).lastExtension.flatMap { Self.words.contains($0) ? $0 : nil }
    }

    /// What file managers, editors and slips put behind a name, or in the place of `.json`.
    static let endings = ["json", "txt", "rtf", "jsn", "jso", "jsom", "jason", "jsonc", "json5", "text"]

    /// A claimed file with the word put in: no prompt is called `x.cancel.prompt.json`, so that none of promptd's files is
    /// called so.
    static let cancelWorking = ".cancel.working.json"

    /// The bytes of the stem that a file of that name asks to be cancelled.
    ///
    /// `x.canceled.json`, `x.cancel.json.txt`, `x.cancel`, `x.cancel (1).json`, `x.working.cancel.json`,
    /// `x.cancel.working.json`, `x.prompt.json.cancel`, and common slips. `nil` for any other name, and for the two right
    /// ones: `x.cancel.json`, and `x.cancelled.json`, which promptd makes.
    static func cancelledStem(_ name: LooseName) -> Int? {
        var rest = name
        rest.dropTrailing()
        if rest.hasSuffix(Self.cancelWorking) { rest.dropLast(".working.json".utf8.count) }
        rest.dropExtensions(Self.endings)
        guard let word = rest.lastExtension, Self.words.contains(word) else { return nil }
        rest.dropLast(word.utf8.count + 1)
        var stem = rest
        stem.dropExtensions(["json", "prompt", "working"], marks: false)
        let isRight = name.hasSuffix(".cancel.json") || name.hasSuffix(".cancelled.json")
        let isPlain = stem.bytes.count == rest.bytes.count
        let isWhole = name.bytes.count == rest.bytes.count + word.utf8.count + ".".utf8.count + ".json".utf8.count
        return isRight && isPlain && isWhole ? nil : stem.bytes.count
    }
}
