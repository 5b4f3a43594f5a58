import Foundation
import GRDB

/// The copy that is made before an older journal is brought to today's schema.
extension Journal {
    private static let copySuffix = ".before-"

    /// Keeps the journal of an earlier promptd beside itself, as `journal.sqlite.before-N`, where `N` is the step that comes
    /// first; only the last such copy stays.
    ///
    /// Nothing happens to a journal that has today's schema, or knows of no job: a first start that was cut off.
    ///
    /// - Throws: `JournalError` if there is no room, or it cannot be written: then the journal is as it was.
    static func copyBeforeMigration(_ queue: DatabaseQueue, _ path: String) throws {
        let (applied, bytes) = try queue.read { database in
            (try Self.migrator.appliedIdentifiers(database), try Self.bytes(database))
        }
        guard !applied.isEmpty, let next = Self.migrator.migrations.first(where: { !applied.contains($0) }),
            try queue.read({ try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM job)") }) == true
        else { return }
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        // Twice: the migration's own log may get as large.
        try Self.requireSpace(bytes * 2, in: folder, for: "before its schema is changed it is copied")
        let name = path + Self.copySuffix + next.prefix { $0 != ":" }
        do throws(JournalReadError) {
            try CopyFile.removeLeftovers(of: name)
            let file = try CopyFile(name, replaces: true)
            do {
                try queue.unsafeRead { database in
                    let copy = try OnlineCopy(of: database, to: file.temporary)
                    while try copy.step(Self.pagesACopyStep) {}
                }
                _ = try file.finish()
            } catch {
                file.discard()
                throw JournalReadError(error)
            }
        } catch {
            throw JournalError(
                .inputOutput,
                "no copy of it could be made before its schema is changed: \(error.message)"
            )
        }
        try Self.removeCopies(in: folder, of: path, but: name)
    }

    static func requireSpace(_ bytes: Int64, in folder: String, for what: String) throws {
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder)
        guard let free = (attributes[.systemFreeSize] as? NSNumber)?.int64Value, free < bytes else { return }
        throw JournalError(
            .full,
            "\(what), for which \(folder) needs \((bytes >> 20) + 1) MiB, and \(free >> 20) MiB are free"
        )
    }

    /// The file's size.
    static func bytes(_ database: Database) throws -> Int64 {
        func value(_ name: String) throws -> Int64 { try Int64.fetchOne(database, sql: "PRAGMA \(name)") ?? 0 }
        return try value("page_count") * value("page_size")
    }

    private static func removeCopies(in folder: String, of path: String, but kept: String) throws {
        let start = URL(filePath: path).lastPathComponent + Self.copySuffix
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix(start) {
            // What a restore has put aside is somebody's own.
            let step = name.dropFirst(start.count)
            guard !step.isEmpty, step.allSatisfy(\.isNumber), !kept.hasSuffix("/\(name)") else { continue }
            try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}
