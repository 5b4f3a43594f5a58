import Foundation

/// The copies that a running daemon makes in its state folder for those who ask.
package enum JournalBackups {
    private static let start = "journal-backup-"
    private static let end = ".sqlite"
    /// Characters of the word between the two.
    private static let length = 8

    /// A name for the next one.
    package static func name() -> String {
        self.start + UUID().uuidString.prefix(self.length).lowercased() + self.end
    }

    /// Whether `path` is that of one in the folder `state`: nothing else may be removed for an answer's sake.
    package static func isOne(_ path: String, in state: String) -> Bool {
        // By bytes, as all names of files are compared.
        let (path, start, end) = (Array(path.utf8), Array("\(state)/\(self.start)".utf8), Array(self.end.utf8))
        guard path.count == start.count + self.length + end.count, path.starts(with: start) else { return false }
        let word = path.dropFirst(start.count).prefix(self.length)
        return path.suffix(end.count).elementsEqual(end) && word.allSatisfy(Array("0123456789abcdef".utf8).contains)
    }

    /// Removes what is left of them in `folder`: nobody waits for it any more.
    ///
    /// - Throws: what the system says.
    package static func removeAll(in folder: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasPrefix(self.start) || name.hasPrefix(".\(self.start)") {
            try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}
