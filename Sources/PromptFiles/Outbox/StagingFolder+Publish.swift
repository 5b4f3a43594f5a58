package import PromptCore
import Synchronization

extension StagingFolder {
    /// Makes the folder visible, with `keep` in it and nothing else, under the first name that is free.
    ///
    /// - Returns: its path below the outbox.
    package func publish(_ keep: [String]) throws(FileFailure) -> String {
        let kept = Set(keep.map { Array($0.utf8) })
        for entry in try self.folder.entries() where !kept.contains(entry.bytes) {
            try self.folder.removeAnything(entry)
        }
        try self.folder.flush()
        return try Self.naming.withLock { _ throws(FileFailure) in try self.show() }
    }

    /// One at a time: two names that differ only in case are both free until one of them is taken.
    private static let naming = Mutex(())

    private func show() throws(FileFailure) -> String {
        while true {
            let free = try Self.firstFree(self.name, in: self.parent)
            do {
                try self.parent.rename(self.stagingName, to: try Self.fileName(free.name))
                return free.description
            } catch let error where error.kind == .exists {
                // Taken since the look; the next look sees it.
            }
        }
    }

    /// The first of `sunset`, `sunset-2`, … that no client of a share would take for one that exists.
    private static func firstFree(_ name: OutputName, in parent: OpenDirectory) throws(FileFailure) -> OutputName {
        // As Strings on purpose: names that differ only in case or in Unicode form are one name to some clients.
        let taken = Set(
            try parent.entries().map { OutputName.collisionKey(String(decoding: $0.bytes, as: UTF8.self)) }
        )
        var number = 1
        while taken.contains(name.numbered(number).collisionKey) { number += 1 }
        return name.numbered(number)
    }

    /// Finds what a process that stopped in the middle of publishing has left.
    package enum Found: Equatable, Sendable {
        /// Not visible yet.
        case staged
        /// Visible, at this path below the outbox.
        case published(String)
        case nothing
    }

    /// Looks for the job's folder; `isOwn` tells whether the content of a `metadata.json` is this job's.
    package static func find(
        outbox: Outbox,
        name: OutputName,
        job: JobID,
        isOwn: ([UInt8]) -> Bool
    ) throws(FileFailure) -> Found {
        let parent: OpenDirectory
        do {
            parent = try outbox.open().directory(try Self.names(name.folders))
        } catch let error where error.kind == .missing && !name.folders.isEmpty {
            return .nothing
        }
        if try parent.status(try Self.fileName(name.stagingName(job.rawValue))) != nil { return .staged }
        return try Self.published(in: parent, name, isOwn)
    }

    private static func published(
        in parent: OpenDirectory,
        _ name: OutputName,
        _ isOwn: ([UInt8]) -> Bool
    ) throws(FileFailure) -> Found {
        for entry in try parent.entries() {
            let text = String(decoding: entry.bytes, as: UTF8.self)
            guard text.hasPrefix(name.name), try parent.status(entry)?.kind == .directory else { continue }
            if let sidecar = try Self.sidecar(in: try parent.directory(entry)), isOwn(sidecar) {
                // Perhaps the last attempt did not get as far as the flush.
                try parent.flush()
                return .published((name.folders + [text]).joined(separator: "/"))
            }
        }
        return .nothing
    }
}
