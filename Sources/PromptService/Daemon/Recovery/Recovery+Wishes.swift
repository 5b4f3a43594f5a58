import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

/// Wishes to cancel that concern no job: the outbox tells whether the prompt may have been sent all the same.
extension Recovery {
    /// The claimed files that no row knows, and the files that may be one under another name.
    func unknownFiles(_ known: Set<PromptPath>) async throws -> Set<PromptPath> {
        let found = try await Blocking.run(.inbox) { try self.folder.leftovers() }
        self.lost.found(found)
        var unknown = found.claimed.union(found.cancels)
        for (path, name) in found.wishes where !known.contains(path) && !unknown.contains(path) {
            let isCommand = try await Blocking.run(.inbox) { try self.folder.makeCommand(of: name, for: path) }
            if isCommand { unknown.insert(path) }
        }
        let cancelled = found.cancelled.filter { !known.contains($0) && !unknown.contains($0) }
        // Once for all of them: it lists the outbox.
        let marks = cancelled.isEmpty ? [] : try await self.lost.all()
        for path in cancelled where !marks.isEmpty {
            do {
                if try await self.isClaimedFile(path, marks) { unknown.insert(path) }
            } catch let failure as FileError where failure.isOfOneItem {
                // Its own folder is closed: nothing of it is sent, and nobody else waits.
                self.logger.warning(
                    "a cancelled prompt cannot be looked at",
                    metadata: [LogKeys.name: "\(path)", LogKeys.error: "\(failure)"]
                )
            }
        }
        return unknown.subtracting(known)
    }

    /// Whether a cancelled prompt is one that was sent: renamed so by its owner while promptd was away, or by promptd just
    /// before its journal was lost.
    ///
    /// Then its name is that of a wish again, which is told from one that can be granted.
    private func isClaimedFile(_ path: PromptPath, _ marks: [Outbox.Staging]) async throws -> Bool {
        let name = path.fileName(.cancelled)
        let content = try await Blocking.run(.inbox) { try self.folder.content(of: name, for: path) }
        guard try await self.lost.about(path, content, among: marks).contains(where: { $0.prompt == content }) else {
            return false
        }
        return try await Blocking.run(.inbox) { try self.folder.makeCommand(of: name, for: path) }
    }

    /// Whether there is no claimed file, and never was as far as this start knows, but a wish of its owner's.
    func isWish(_ path: PromptPath) async throws -> Bool {
        if self.lost.wasClaimed(path) { return false }
        return try await !Blocking.run(.inbox) { try self.folder.isClaimed(path) }
    }

    /// What says that a prompt which is to be cancelled, and holds `content`, may have been sent.
    ///
    /// - Returns: the marks that are about it; `nil` if nothing says so: then it never was.
    /// - Throws: `FileError` if the outbox cannot be asked: nobody can tell, and it is asked again.
    func evidence(_ path: PromptPath, _ content: [UInt8]) async throws -> [Outbox.Staging]? {
        guard !content.isEmpty else { return nil }
        let marks = try await self.lost.about(path, content)
        if !marks.isEmpty { return marks }
        guard let place = self.place(of: path) else { return nil }
        let witnesses = try await Blocking.run(.outbox) { try place.witnesses(of: content) }
        let birth = try await Blocking.run(.inbox) { try self.folder.commandBirth(path) }
        for witness in witnesses where witness.trace != .none {
            // A file that was made after the result had appeared is not the one that it was made of.
            if let birth, let published = witness.published,
                published.timeIntervalSince1970 < Double(birth) / 1e9
            {
                continue
            }
            if try await self.journal.job(witness.job) == nil { return [] }
        }
        return nil
    }

    /// Makes a job of a prompt that is to be cancelled, that no job knows, and that may have been sent.
    ///
    /// - Returns: `nil` if it was never sent, so that its owner's wish is granted.
    func adoptCommand(_ path: PromptPath) async throws -> Job? {
        let folder = self.folder
        guard let command = try await Blocking.run(.inbox, { try folder.commandContent(path) }),
            try await !self.lost.about(path, command.bytes).isEmpty
        else { return nil }
        return try await self.adoptUnknown(path)
    }
}
