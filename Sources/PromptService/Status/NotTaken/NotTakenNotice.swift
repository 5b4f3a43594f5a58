import PromptCore
import PromptFiles

/// `PROMPTD HAS NOT TAKEN THESE.txt`: for people who see nothing of promptd but a folder, and wonder why nothing happens
/// to their files.
enum NotTakenNotice {
    /// Lines that a notice has at most; the rest is counted.
    static let mostLines = 100

    /// The content of the notice in `folder`, about what `list` has on `listed`: that folder, and those below in which no
    /// notice can be put.
    static func text(_ list: NotTakenList, in folder: [FileName], about listed: [[FileName]]) -> String {
        var lines: [String] = []
        var (more, folders) = (0, 0)
        for place in listed {
            let below = place.dropFirst(folder.count)
            let shown = list.lines(in: place, limit: Self.mostLines - lines.count)
            more += list.count(in: place) - shown.count
            folders += list.count(in: place) > shown.count ? 1 : 0
            for line in shown {
                let names = (below + [line.name].compactMap(\.self)).map(\.description)
                let name = names.isEmpty ? "this folder" : names.joined(separator: "/")
                lines.append("\(Self.oneLine(name))\n    \(Self.wrapped(Self.oneLine(line.why)))\n")
            }
        }
        let places = listed.count == 1 ? "" : folders == 1 ? " in 1 folder" : " in \(folders) folders"
        if more > 0 { lines.append("and \(more) more\(places)\n") }
        return """
            promptd has not taken or not done what is listed here. Below each name stands why, and what to do.
            What has been put right leaves the list by itself, and this file goes with the last of it.


            """ + lines.joined(separator: "\n")
    }

    /// Not every editor wraps long lines.
    private static func wrapped(_ text: String) -> String {
        var (result, column) = ("", 0)
        for word in text.split(separator: " ") {
            if column + word.count > 96, column > 0 {
                result += "\n    "
                column = 0
            } else if column > 0 {
                result += " "
                column += 1
            }
            result += word
            column += word.count
        }
        return result
    }

    /// Names come from others: none of them may look like a line of its own.
    private static func oneLine(_ text: String) -> String {
        TerminalText.lines(text).split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\u{a}")
    }
}
