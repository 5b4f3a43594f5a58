import PromptCore
import PromptFiles
import PromptJournal
import Synchronization

/// What the outbox knows of prompts that were or may have been sent, and that the journal knows nothing of: it was lost, or an
/// older copy of it was put back.
///
/// What is sent leaves a mark there before the POST, so that a prompt without a row and without a mark was never sent.
final class LostRequests: Sendable {
    private struct State {
        /// The folders of the inbox at the start.
        var folders: Set<[FileName]> = [[]]
        /// The prompts that had a claimed file then.
        var claimed: Set<PromptPath> = []
        /// There are none: what this process sends has a row, so that none come.
        var isNone = false
    }

    private let state = Mutex(State())
    private let outbox: Outbox
    private let folder: InboxFolder
    private let journal: Journal

    init(_ outbox: Outbox, _ folder: InboxFolder, _ journal: Journal) {
        self.outbox = outbox
        self.folder = folder
        self.journal = journal
    }

    /// What the start has found in the inbox.
    func found(_ leftovers: InboxFolder.Leftovers) {
        self.state.withLock { $0 = State(folders: $0.folders.union(leftovers.folders), claimed: leftovers.claimed) }
    }

    /// Whether the prompt had a claimed file at the start.
    func wasClaimed(_ path: PromptPath) -> Bool { self.state.withLock { $0.claimed.contains(path) } }

    /// All of them.
    ///
    /// - Throws: `FileError` if the outbox cannot be asked: then nobody can tell.
    func all() async throws -> [Outbox.Staging] {
        let (folders, isNone) = self.state.withLock { ($0.folders, $0.isNone) }
        if isNone { return [] }
        let outbox = self.outbox
        var found: [Outbox.Staging] = []
        for staging in try await Blocking.run(.outbox, { try outbox.stagings(of: folders) })
        where try await self.journal.job(staging.place.job) == nil {
            found.append(staging)
        }
        if found.isEmpty { self.state.withLock { $0.isNone = true } }
        return found
    }

    /// Those that may be about a file of `path` that holds `content`: of the same name, whatever has been changed in the file,
    /// or of the same content, under whatever name.
    ///
    /// `all` are what ``all()`` has said just now, if it has been asked.
    func about(
        _ path: PromptPath,
        _ content: [UInt8],
        among all: [Outbox.Staging]? = nil
    ) async throws -> [Outbox.Staging] {
        var found: [Outbox.Staging] = []
        let stagings = if let all { all } else { try await self.all() }
        for staging in stagings {
            if Self.isName(staging.place.name, of: path) {
                found.append(staging)
            } else if staging.prompt == content, try await !self.hasClaimedFile(staging.place.name) {
                found.append(staging)
            }
        }
        return found
    }

    /// Whether the claimed file of a result of that name is still there: then no other file is the one that was sent.
    private func hasClaimedFile(_ name: OutputName) async throws -> Bool {
        let claimed = self.state.withLock { $0.claimed }.filter { Self.isName(name, of: $0) }
        let folder = self.folder
        return try await Blocking.run(.inbox) {
            for path in claimed where try folder.isClaimed(path) { return true }
            return false
        }
    }

    private static func isName(_ name: OutputName, of path: PromptPath) -> Bool {
        do throws(Rejection) {
            return try OutputName(path) == name
        } catch {
            return false
        }
    }
}
