import Foundation
import GRDB

/// The journal that another one is to take the place of.
struct PresentJournal {
    private let path: String

    init(_ path: String) {
        self.path = path
    }

    /// Gives it a second name, in one file, under which it stays.
    ///
    /// - Returns: that name; `nil` if there is no journal.
    func keep(at now: Date) throws -> String? {
        let kept = self.name(at: now)
        guard FileManager.default.fileExists(atPath: self.path) else {
            // Somebody has moved the file alone: its log would be taken for the next one's.
            try self.moveLogs(to: kept)
            return nil
        }
        try self.gather()
        if unsafe link(self.path, kept) != 0 {
            // Not every file system has second names.
            try FileManager.default.copyItem(atPath: self.path, toPath: kept)
            try CopyFile.flush(kept)
        }
        // Only of a damaged one. Beside another journal it would be taken for that one's.
        try self.moveLogs(to: kept)
        return kept
    }

    private func moveLogs(to kept: String) throws {
        for suffix in JournalFileState.suffixes where FileManager.default.fileExists(atPath: self.path + suffix) {
            try FileManager.default.moveItem(atPath: self.path + suffix, toPath: kept + suffix)
        }
        try CopyFile.flush(URL(filePath: self.path).deletingLastPathComponent().path(percentEncoded: false))
    }

    /// Brings what stands in its log into the file, so that nothing of it is left beside the next one.
    ///
    /// One that is damaged stays as it is.
    private func gather() throws {
        guard try !JournalFileState(self.path).logs.isEmpty else { return }
        do {
            let database = try DatabaseQueue(path: self.path)
            try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
            try database.close()
        } catch let failure as DatabaseError where JournalError(failure).kind == .damaged {
            return
        }
    }

    private func name(at now: Date) -> String {
        let time = now.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
        let first = "\(self.path).before-restore-\(time)"
        var (name, number) = (first, 2)
        while FileManager.default.fileExists(atPath: name) {
            name = "\(first)-\(number)"
            number += 1
        }
        return name
    }
}
