import Logging
import PromptCore
import PromptFiles
import PromptJournal

/// Files by which prompts are known again that their owners rename back.
extension JournalKeeper {
    /// Rows that one step looks at.
    private static let holdsAStep = 200

    /// Forgets those whose file is gone and whose prompt nothing is remembered of: nobody can rename them back any more.
    func pruneHolds() async throws {
        var last: PromptPath?
        while true {
            let step = try await self.journal.repeatHolds(after: last, limit: Self.holdsAStep)
            for source in step where try await self.isForgotten(source) {
                try await self.journal.removeRepeatHold(of: source)
            }
            guard step.count == Self.holdsAStep else { return }
            last = step.last
            try await self.clocks.pause(Self.pause.seconds)
        }
    }

    private func isForgotten(_ source: PromptPath) async throws -> Bool {
        let (path, state) = Self.file(of: source)
        for name in [path, Self.unnumbered(path)] {
            guard let name else { continue }
            if try await self.journal.lastJob(of: name) != nil { return false }
            if try await self.journal.lastDelivered(of: name) != nil { return false }
        }
        do {
            let folder = self.folder
            return try await Blocking.run(.inbox) {
                // Renamed back, it may wait for its turn.
                try !folder.isThere(path, as: state) && !folder.isThere(path, as: .working) && !folder.isDropped(path)
            }
        } catch let failure as FileError {
            self.logger.debug("a held file cannot be looked at", metadata: [LogKeys.error: "\(failure)"])
            return false
        }
    }

    /// The prompt and its file's state that a row is about; see ``PromptPath/ended(_:)``.
    private static func file(of source: PromptPath) -> (path: PromptPath, state: PromptFileState) {
        if source.stem.isHidden, let name = FileName(Array(source.stem.bytes.dropFirst())),
            case .file(let stem, let state) = InboxName(name)
        {
            return (PromptPath(folder: source.folder, stem: stem), state)
        }
        return (source, .repeat)
    }

    /// `x` for `x-2`, whose file has got a number; `nil` for a name without one.
    private static func unnumbered(_ path: PromptPath) -> PromptPath? {
        let bytes = path.stem.bytes
        guard let dash = bytes.lastIndex(of: UInt8(ascii: "-")), dash + 1 < bytes.count,
            bytes[(dash + 1)...].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let stem = FileName(Array(bytes[..<dash]))
        else { return nil }
        return PromptPath(folder: path.folder, stem: stem)
    }
}
