import Foundation

/// The journal's files are their owner's alone: they hold what people have asked for, and what it has cost.
enum JournalFiles {
    /// What SQLite puts beside the file; new ones take after it.
    private static let suffixes = ["", "-wal", "-shm"]
    private static let mode = 0o600

    /// Takes from others what the umask, the folder or an earlier promptd has let them have.
    static func protect(_ path: String) throws(JournalError) {
        let path = URL(filePath: path).resolvingSymlinksInPath().path
        do {
            for file in Self.suffixes.map({ path + $0 }) where FileManager.default.fileExists(atPath: file) {
                let attributes = try FileManager.default.attributesOfItem(atPath: file)
                guard (attributes[.posixPermissions] as? NSNumber)?.intValue != Self.mode else { continue }
                try FileManager.default.setAttributes([.posixPermissions: Self.mode], ofItemAtPath: file)
            }
        } catch {
            throw JournalError(.inputOutput, "it cannot be closed to others: \(error.localizedDescription)")
        }
    }
}
