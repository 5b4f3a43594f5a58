import Foundation

/// The copies that a running daemon makes in its state folder for those who ask.
package enum JournalBackups {
    private static let start = "journal-backup-"
    private static let end = ".sqlite"

    /// A name for the next one.
    package static func name() -> String { "\(self.start)\(UUID().uuidString.prefix(8).lowercased())\(self.end)" }

    /// Whether `path` is that of one in the folder `state`: nothing else may be removed for an answer's sake.
    package static func isOne(_ path: String, in state: String) -> Bool {
        guard path.hasPrefix("\(state)/\(self.start)"), path.hasSuffix(self.end) else { return false }
        return path.dropFirst(state.utf8.count + 1 + self.start.count).dropLast(self.end.count)
            .allSatisfy { $0.isHexDigit }
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
