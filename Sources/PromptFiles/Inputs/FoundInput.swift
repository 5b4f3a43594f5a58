package import PromptCore

/// A file that a prompt names, as it lies in the inbox.
package struct FoundInput: Sendable, Hashable {
    package var folder: [FileName]
    package var name: FileName
    package var status: FileStatus

    /// Its path below the inbox.
    package var path: PromptPath { PromptPath(folder: self.folder, stem: self.name) }

    /// Whether it has the prompt's base name and lies beside it: `x.png` beside `x.prompt.json`.
    package func isOwn(of prompt: PromptPath) -> Bool {
        self.folder == prompt.folder && Self.stem(self.name) == prompt.stem.bytes
    }

    /// The same, and what promptd itself has put there for it: `x-step2.1.png` beside `x-step2.prompt.json`.
    package func isOwn(of job: Job) -> Bool {
        if self.isOwn(of: job.source) { return true }
        return job.origin?.step != nil && self.folder == job.source.home.folder
            && self.name.bytes.starts(with: job.source.stem.bytes + ".".utf8)
    }

    /// The name without its extension.
    static func stem(_ name: FileName) -> [UInt8] {
        guard let dot = name.bytes.lastIndex(of: UInt8(ascii: ".")) else { return name.bytes }
        return Array(name.bytes[..<dot])
    }

    package static func == (first: FoundInput, second: FoundInput) -> Bool {
        first.path == second.path && first.status == second.status
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(self.path) }
}

extension InputFile {
    /// Whether it has the base name of that prompt and lies beside it.
    package func isOwn(of prompt: PromptPath) -> Bool {
        self.path.folder == prompt.folder && FoundInput.stem(self.path.stem) == prompt.stem.bytes
    }
}
