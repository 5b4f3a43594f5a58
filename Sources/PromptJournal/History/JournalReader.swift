import Foundation
import GRDB

/// A journal that is only read, while no daemon works with it; nothing beside it or in it changes.
///
/// What lies whole in one file is read there. After a crash the last commits are in a log beside it, which SQLite takes over
/// when it opens the file: that is done with a copy in a folder for temporary files, which is removed with the reader. So is a
/// journal of an earlier promptd, whose copy is brought to today's schema.
package final class JournalReader: HistoryReading {
    let database: DatabaseQueue
    /// The file that is read in its place, and what it looked like; `nil` for a copy.
    private let place: (path: String, state: JournalFileState)?
    private let folder: PrivateFolder?

    /// Opens the journal at `path`.
    ///
    /// - Throws: `JournalReadError`: `missing`, `inUse` while another process has it, `newer` if a newer promptd has written it,
    ///   `notAllowed`, `damaged`.
    package init(path: String) throws(JournalReadError) {
        let path = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        let state = try JournalFileState(path)
        guard !state.isInUse else { throw JournalReadError(.inUse, "\(path) is open in another program") }
        do {
            if state.logs.isEmpty {
                let database = try Self.openInPlace(path)
                if try database.read(Self.isCurrent) {
                    self.database = database
                    self.place = (path, state)
                    self.folder = nil
                    try self.checkUnchanged()
                    return
                }
                try database.close()
            }
            let folder = try PrivateFolder()
            let copy = "\(folder.path)/journal.sqlite"
            for suffix in [""] + state.logs.keys.sorted() { try folder.copy(path + suffix, to: copy + suffix) }
            guard try JournalFileState(path) == state else { throw Self.changed(path) }
            var configuration = Configuration()
            configuration.label = "promptd.copy"
            self.database = try DatabaseQueue(path: copy, configuration: configuration)
            self.place = nil
            self.folder = folder
            if try !self.database.read(Self.isCurrent) { try Journal.migrator.migrate(self.database) }
        } catch let failure as JournalReadError {
            throw failure
        } catch {
            throw JournalReadError(error)
        }
    }

    /// The folder of the copy that is read; `nil` if the file is read where it lies.
    var copyPath: String? { self.folder?.path }

    /// Without a lock and without a file beside it: nobody writes to it, which is looked at after every read.
    private static func openInPlace(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "promptd.reader"
        configuration.readonly = true
        return try DatabaseQueue(
            path: URL(filePath: path).absoluteString + "?immutable=1",
            configuration: configuration
        )
    }

    /// Whether the file has today's schema, and not an earlier one.
    private static func isCurrent(_ database: Database) throws -> Bool {
        let applied = try Journal.migrator.appliedIdentifiers(database)
        guard !applied.isEmpty else {
            throw JournalReadError(.damaged, "it is no journal of promptd's, or was never begun")
        }
        if try Journal.migrator.hasBeenSuperseded(database) {
            throw JournalReadError(.newer, "it was written by a newer promptd, or by another program")
        }
        return try Journal.migrator.hasCompletedMigrations(database)
    }

    func look<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(JournalReadError) -> Value {
        do {
            let value = try await self.database.read(body)
            try self.checkUnchanged()
            return value
        } catch {
            // A file that changes under a reader looks damaged.
            try self.checkUnchanged()
            throw JournalReadError(error)
        }
    }

    /// - Throws: `JournalReadError` if a daemon was started meanwhile: what was read may be half of this and half of that.
    func checkUnchanged() throws(JournalReadError) {
        guard let place = self.place else { return }
        guard try JournalFileState(place.path) == place.state else { throw Self.changed(place.path) }
    }

    private static func changed(_ path: String) -> JournalReadError {
        JournalReadError(.inUse, "\(path) has changed while it was read: another program has begun to work with it")
    }
}
