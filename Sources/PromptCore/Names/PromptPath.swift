import FoundationEssentials

/// A prompt's place and name in the inbox, without its state: `campaign/hero` for `inbox/campaign/hero.prompt.json`.
///
/// It stays the same while the file's name goes from state to state, so it is what jobs are told apart by.
package struct PromptPath: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The folder's names from the inbox down; empty for the inbox itself.
    package let folder: [FileName]
    /// The file's name without its suffix.
    package let stem: FileName

    package init(folder: [FileName] = [], stem: FileName) {
        self.folder = folder
        self.stem = stem
    }

    /// The path as bytes with slashes, as the journal stores it.
    package var bytes: [UInt8] {
        Array((self.folder + [self.stem]).map(\.bytes).joined(separator: [0x2F]))
    }

    /// Reads back what `bytes` gave; `nil` for anything else, and for a path that would leave the inbox.
    package init?(bytes: [UInt8]) {
        var names: [FileName] = []
        for part in bytes.split(separator: 0x2F, omittingEmptySubsequences: false) {
            guard let name = FileName(part) else { return nil }
            names.append(name)
        }
        guard let stem = names.popLast() else { return nil }
        self.init(folder: names, stem: stem)
    }

    /// The path for people; see ``FileName/description`` and ``shown``.
    package var description: String { String(decoding: self.shown.bytes, as: UTF8.self) }

    package static func < (left: PromptPath, right: PromptPath) -> Bool {
        // Thousands in one folder are the usual case.
        if left.folder == right.folder { return left.stem.bytes.lexicographicallyPrecedes(right.stem.bytes) }
        return left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// The name of this prompt's file in `state`; ``InboxName`` has made sure that it is not too long.
    package func fileName(_ state: PromptFileState) -> FileName {
        // A stem is never empty, so that a name made from it cannot be refused.
        FileName(self.stem.bytes + state.suffix.utf8) ?? self.stem
    }

    /// The same place with `.adopt` after the name: an explanation there is about the command to adopt, not about the prompt.
    package var adoption: PromptPath {
        PromptPath(folder: self.folder, stem: FileName(self.stem.bytes + ".adopt".utf8) ?? self.stem)
    }

    /// The same place under a hidden name, which no prompt can have: what the journal knows there is of the file in `state`.
    package func ended(_ state: PromptFileState) -> PromptPath {
        let hidden = FileName(".".utf8 + self.fileName(state).bytes)
        return PromptPath(folder: self.folder, stem: hidden ?? self.stem)
    }

    /// The same place with `-n` after the name: where a second failure goes while the first is still there.
    package func numbered(_ number: Int) -> PromptPath {
        PromptPath(folder: self.folder, stem: FileName(self.stem.bytes + "-\(number)".utf8) ?? self.stem)
    }
}

extension PromptPath: Codable {
    package init(from decoder: any Decoder) throws {
        let data = try decoder.singleValueContainer().decode(Data.self)
        guard let path = PromptPath(bytes: Array(data)) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a prompt path")
            )
        }
        self = path
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Data(self.bytes))
    }
}
