/// `x.repeat.txt`: what `x.repeat.json` repeats, told to its owner (contract §4.1).
package enum RepeatNote {
    /// What each note begins with: by it promptd knows its own, and leaves anybody else's file of that name alone.
    package static let firstLine = "promptd: this prompt has been made already."

    /// The note's name beside the held file of the prompt at `path`.
    package static func fileName(_ path: PromptPath) -> FileName {
        // A stem is never empty, so that a name made from it cannot be refused.
        FileName(path.stem.bytes + ".repeat.txt".utf8) ?? path.stem
    }

    /// The note's bytes: the first line, then `sentences`, one a line.
    package static func bytes(_ sentences: [String]) -> [UInt8] {
        Array((([Self.firstLine] + sentences).joined(separator: "\n") + "\n").utf8)
    }

    /// Whether the content of a file is a note of promptd's.
    package static func isOwn(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Self.firstLine.utf8) }
}
