import Dispatch
import Foundation
import GRDB
import Synchronization

/// Copies that are made while the journal is used.
extension Journal {
    /// Pages that one step copies: 1 MiB.
    static let pagesACopyStep = 256

    /// Writes the journal, as it is when this returns, to a new file at `path`, in one file that is flushed and whole.
    ///
    /// Commits go on meanwhile; a step takes about a millisecond. The copy is checked before it gets its name, and is its
    /// owner's alone. It does not bear the mark of a clean stop, so that whoever opens it looks at all of it.
    ///
    /// A file that is at `path` already is an error, unless that `replaces` it; so is a disk that would not keep so many
    /// bytes free, for what is paid for has to be written down there.
    ///
    /// - Returns: what is in the copy.
    /// - Throws: `JournalReadError`; of kind `noCopy` if it cannot be written. The journal is as it was in any case.
    package func backup(
        to path: String,
        replacing replaces: Bool = false,
        leaving free: Int64 = 0
    ) async throws(JournalReadError) -> JournalFacts {
        let bytes = try await self.look { try Self.bytes($0) }
        do {
            let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
            try Self.requireSpace(bytes + free, in: folder, for: "it is copied")
        } catch {
            throw JournalReadError(.noCopy, "\(error)")
        }
        let file = try CopyFile(path, replaces: replaces)
        do {
            let copy = try await self.look { database in
                let copy = try OnlineCopy(of: database, to: file.temporary)
                // Here and not before: a journal that is closed lets go of it first.
                let isFirst = self.copying.withLock { copying in
                    if copying == nil { copying = copy }
                    return copying === copy
                }
                guard isFirst else { throw JournalReadError(.noCopy, "it is being copied already") }
                return copy
            }
            defer { self.copying.withLock { if $0 === copy { $0 = nil } } }
            do {
                while try await self.look({ _ in try copy.step(Self.pagesACopyStep) }) {
                    try JournalHistory.checkCancellation()
                }
            } catch {
                await self.letGo(of: copy)
                throw error
            }
            return try await Self.aside { try file.finish() }
        } catch {
            file.discard()
            throw JournalReadError(error)
        }
    }

    /// Does `body`, which waits for the disk, on a thread that tasks do not share.
    private static func aside<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: Result { try body() }) }
        }
        .get()
    }

    private func letGo(of copy: OnlineCopy) async {
        do {
            try await self.look { _ in copy.abandon() }
        } catch {
            // It was closed, and that has been done.
        }
    }

    /// Lets go of a copy that is being made: the connection could not be closed before.
    func abandonCopy() {
        self.copying.withLock { copying in
            copying?.abandon()
            copying = nil
        }
    }
}

extension CopyFile {
    /// Takes away what makes it the file of a running daemon, checks it as a whole, and gives it its name.
    func finish() throws(JournalReadError) -> JournalFacts {
        let facts = try self.seal()
        try self.show()
        return facts
    }

    /// The same without the name.
    func seal() throws(JournalReadError) -> JournalFacts {
        // One file, without a log beside it, for whoever opens it: bytes 18 and 19 of SQLite's header say so.
        try self.write([1, 1], at: 18)
        // No mark of a clean stop: the user version, in bytes 60 to 63.
        try self.write([0, 0, 0, 0], at: 60)
        do {
            return try JournalReader(path: self.temporary).database.read(JournalFacts.read)
        } catch {
            throw JournalReadError(error)
        }
    }
}
