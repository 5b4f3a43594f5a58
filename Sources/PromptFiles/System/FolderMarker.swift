package import PromptCore
import SystemPackage

/// A random word in one of promptd's folders, by which it is known again: an empty mount point has none, and the same folder
/// has it wherever, and under whatever device number, it is mounted.
package struct FolderMarker: Equatable, Sendable {
    let word: String

    private static let file = FileName(fixed: "marker")

    /// Recognises the folder `root`, or makes it known.
    ///
    /// `known` is where promptd keeps the word on its own disk. Who wants another folder to be the one from now on makes a
    /// folder `.promptd` in it.
    ///
    /// - Parameters:
    ///   - root: The folder as its path leads to it.
    ///   - path: The folder's, for messages.
    ///   - memory: The state folder, and the name of the file in it that holds the word.
    ///   - makeWord: Makes a word that nobody else makes.
    /// - Throws: `FileError`; kind `away` if it is not the folder that promptd has worked on before.
    package init(
        of root: OpenDirectory,
        path: String,
        memory: (folder: OpenDirectory, name: FileName),
        makeWord: () -> String
    ) throws(FileError) {
        let found = try Self.word(in: root)
        guard let known = try Self.read(memory.name, in: memory.folder) else {
            let word = if let found { found } else { try Self.make(makeWord(), in: root) }
            try memory.folder.replace(memory.name, with: Array(word.utf8), .all)
            self.word = word
            return
        }
        self.word = known
        // A power cut may have left both names.
        try memory.folder.removeTemporary(of: memory.name)
        if found == known { return }
        let isMeant = try found == nil ? root.status(InboxFolder.ownFolder)?.kind == .directory : false
        guard isMeant else { throw FileError.foreign(path) }
        try Self.write(known, to: root)
    }

    /// Whether it lies in `root`.
    func isIn(_ root: OpenDirectory) throws(FileError) -> Bool { try Self.word(in: root) == self.word }

    private static func word(in root: OpenDirectory) throws(FileError) -> String? {
        guard try root.status(InboxFolder.ownFolder)?.kind == .directory else { return nil }
        return try self.read(self.file, in: root.directory(InboxFolder.ownFolder))
    }

    /// Puts `word` into the folder, unless another promptd has been quicker with one.
    ///
    /// - Returns: the word that is there now.
    private static func make(_ word: String, in root: OpenDirectory) throws(FileError) -> String {
        let folder = try root.makeDirectory([InboxFolder.ownFolder])
        do {
            try folder.create(self.file, with: Array(word.utf8), durable: true)
            try folder.flush()
            return word
        } catch let error where error.kind == .exists {
            if let found = try self.read(self.file, in: folder) { return found }
        }
        // Made, and not written when the power went.
        try self.write(word, to: root)
        return word
    }

    private static func write(_ word: String, to root: OpenDirectory) throws(FileError) {
        try root.makeDirectory([InboxFolder.ownFolder]).replace(self.file, with: Array(word.utf8), .all)
    }

    private static func read(_ name: FileName, in folder: OpenDirectory) throws(FileError) -> String? {
        guard try folder.status(name) != nil else { return nil }
        let text = String(decoding: try folder.read(name, limit: 200).bytes, as: UTF8.self)
        return text.isEmpty ? nil : text
    }
}
