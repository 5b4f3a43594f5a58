/// The prompts that one file has held lie in a hidden folder beside it, `.x.prompts`: files with names and states like all
/// others, of which people see the one table in `x.working.json`. They are called as if that folder were `x`.
extension PromptPath {
    /// The hidden folder for the prompts that this file holds; from the second on with a number, for one whose folder is
    /// still in use.
    package func children(_ number: Int) -> PromptPath {
        let stem = number < 2 ? self.stem : self.numbered(number).stem
        // A stem is never empty, so that a name made from it cannot be refused.
        return PromptPath(folder: self.folder, stem: FileName(".".utf8 + stem.bytes + ".prompts".utf8) ?? stem)
    }

    /// The file with many prompts that this was one of; `nil` for any other.
    package var batch: PromptPath? {
        guard let stem = self.folder.last?.batchStem else { return nil }
        return PromptPath(folder: self.folder.dropLast(), stem: stem)
    }

    /// The prompt beside whose file the files lie that it names.
    package var home: PromptPath { self.batch ?? self }

    /// The path as people, programs and the outbox know it.
    package var shown: PromptPath {
        guard self.folder.contains(where: \.isHidden) else { return self }
        return PromptPath(folder: self.folder.map { $0.batchStem ?? $0 }, stem: self.stem)
    }
}

extension FileName {
    /// The name of the file with many prompts whose hidden folder has this name; `nil` for any other.
    package var batchStem: FileName? {
        guard self.isHidden, self.bytes.suffix(8).elementsEqual(".prompts".utf8) else { return nil }
        return FileName(self.bytes.dropFirst().dropLast(8))
    }
}
