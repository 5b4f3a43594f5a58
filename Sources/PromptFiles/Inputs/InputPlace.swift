import PromptCore

/// Where a path in a prompt leads to: a folder of the inbox, and a name in it or a pattern for names.
struct InputPlace: Equatable {
    var folder: [FileName]
    /// UTF-8, perhaps with `*` and `?`.
    var last: String

    /// The path below the inbox, for people.
    var description: String { (self.folder.map { "\($0)" } + [self.last]).joined(separator: "/") }

    var isPattern: Bool { self.last.contains { $0 == "*" || $0 == "?" } }

    /// Reads a path that is relative to the prompt's folder; `..` may lead up to the inbox, and no further.
    init(_ text: String, of prompt: PromptPath) throws(InputProblem) {
        let form = "Write a path from the prompt's folder, with / between its parts, such as refs/ref.png."
        let shown = SingleLine.text(text, limit: 200)
        guard !text.utf8.starts(with: "/".utf8), !text.contains("\\") else {
            throw .unusable(why: "\(shown) is no path from the prompt's folder.", hint: form)
        }
        var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        self.folder = prompt.home.folder
        self.last = parts.popLast() ?? ""
        for part in parts where part != "." {
            if part == ".." {
                guard self.folder.popLast() != nil else {
                    throw .unusable(
                        why: "\(shown) leads out of the inbox.",
                        hint: "Put the file somewhere in the inbox, such as beside the prompt, and name it from there."
                    )
                }
                continue
            }
            guard let name = FileName(part) else {
                throw .unusable(why: "\(shown) is no path.", hint: form)
            }
            try Self.check(name, isFolder: true)
            self.folder.append(name)
        }
        guard let name = FileName(self.last) else {
            throw .unusable(why: "\(shown) names no file.", hint: form)
        }
        try Self.check(name, isFolder: false)
    }

    /// Nothing hidden is sent anywhere, nor what other programs are still writing.
    private static func check(_ name: FileName, isFolder: Bool) throws(InputProblem) {
        let isLeftOut = name.isHidden || (isFolder ? InboxName.isJunkFolder(name) : InboxName(name) == .junk)
        guard isLeftOut else { return }
        let shown = SingleLine.text("\(name)", limit: 200)
        throw .unusable(
            why: "\(shown) is a name of hidden or half-made files, which are not sent.",
            hint: "Give the file a plain name, and write that into the prompt."
        )
    }

    /// Whether `name` fits the pattern: `*` stands for any characters, `?` for one.
    static func fits(_ name: String, _ pattern: String) -> Bool {
        let (name, pattern) = (Array(name), Array(pattern))
        // Where to go on from the last star: one more character is its own each time.
        var (place, next, star) = (0, 0, (pattern: -1, name: 0))
        while place < name.count {
            if next < pattern.count, pattern[next] == "*" {
                star = (next, place)
                next += 1
            } else if next < pattern.count, pattern[next] == "?" || pattern[next] == name[place] {
                (place, next) = (place + 1, next + 1)
            } else if star.pattern >= 0 {
                star.name += 1
                (place, next) = (star.name, star.pattern + 1)
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy { $0 == "*" }
    }
}
