import Crypto
import Glibc
import ImageFormats
package import PromptCore
import Synchronization
import SystemPackage

extension StagedFile {
    /// A file that is whole and has its name in staging.
    package struct Finished: Equatable, Sendable {
        package var file: CollectedFile
        /// What a person should know of it, in one sentence that names the file.
        package var warning: String?
    }

    /// What is in a file that is good enough to be delivered.
    private struct Content {
        var kind: DeclaredKind
        var width: Int?
        var height: Int?
        var seconds: Double?
        /// What is odd about it.
        var remark: String?

        init(_ facts: ImageFacts, remark: String? = nil) {
            self.kind = DeclaredKind(facts.format)
            self.width = facts.width
            self.height = facts.height
            self.seconds = facts.seconds
            self.remark = remark
        }

        init(_ kind: DeclaredKind, remark: String) {
            self.kind = kind
            self.remark = remark
        }
    }

    /// Checks the complete file, flushes it and gives it its name, which is on disk with ``StagingFolder/flush()``, or when
    /// the folder is shown.
    ///
    /// A file that its format calls cut off is unusable, however often it comes: what cuts it may cut it at the same place
    /// again. One of a kind that is not known is unusable when it comes first; if the very same bytes come again, they are
    /// what was paid for, and delivered with a warning.
    ///
    /// - Parameters:
    ///   - declared: The media type or the file extension that somebody gives it. It counts only for a file of a kind that
    ///     is not known: what the content says comes first.
    ///   - name: Makes the file's name from the extension that fits.
    /// - Returns: What it is, and what is odd about it.
    /// - Throws: `UnusableError`, after which the part is gone; `FileError`.
    package func finish(
        declared: String? = nil,
        _ name: @escaping @Sendable (_ fileExtension: String) -> FileName?
    ) async throws -> Finished {
        try await Blocking.run(.outbox) { try self.complete(declared, name) }
    }

    private func complete(_ declared: String?, _ makeName: (String) -> FileName?) throws -> Finished {
        try self.state.withLock { state in
            guard state.hasBegun else { throw FileError("finish", self.folder.path, .badFileDescriptor) }
            var hash = state.hash
            hash.update(data: state.pending)
            let digest = Self.hexadecimal(hash.finalize())
            let content = try self.content(digest, declared, &state)
            guard let name = makeName(content.kind.fileExtension) else {
                throw FileError("name a file in", self.folder.path, .invalidArgument)
            }
            try self.writePending(&state)
            do {
                try state.file?.flush()
            } catch {
                // Nothing is known about its bytes now: they are fetched again into a new file.
                try self.discard(&state)
                throw error
            }
            if state.isFound || state.flushed > 0 { try self.folder.remove(self.validatorName) }
            try self.putInPlace(name)
            let collected = CollectedFile(
                name: String(decoding: name.bytes, as: UTF8.self),
                bytes: state.size,
                sha256: digest,
                mediaType: content.kind.mediaType,
                width: content.width,
                height: content.height,
                seconds: content.seconds
            )
            state = State()
            return Finished(file: collected, warning: content.remark.map { "\(collected.name): \($0)" })
        }
    }

    private func putInPlace(_ name: FileName) throws(FileError) {
        do {
            try self.folder.renameWithoutReplacing(self.partName, name)
        } catch let error where error.kind == .exists {
            // Left by a process that stopped before it could say so.
            try self.folder.remove(name)
            try self.folder.renameWithoutReplacing(self.partName, name)
        }
    }

    /// Judges what has arrived; holds nothing open, so that what is thrown away leaves its room.
    private func content(_ digest: String, _ declared: String?, _ state: inout State) throws -> Content {
        switch try self.inspect(state) {
        case .complete(let facts, trailing: 0):
            return Content(facts)
        case .complete(let facts, let trailing):
            return Content(facts, remark: trailing == 1 ? "1 byte follows its end" : "\(trailing) bytes follow its end")
        case .truncated(_, let reason):
            try self.discard(&state)
            throw UnusableError(reason: reason)
        case .errorPage:
            try self.discard(&state)
            throw UnusableError(reason: "it is a web page or an error message")
        case .unrecognised:
            try self.refuseUnlessSeen("it is of no kind that promptd knows", digest, &state)
            return Content(
                declared.flatMap { DeclaredKind($0) } ?? .unknown,
                remark: "its kind is not known to promptd; delivered as it came"
            )
        }
    }

    private func inspect(_ state: State) throws(FileError) -> ImageInspection {
        try ImageInspection.inspect(size: state.size) { offset, count throws(FileError) in
            // Small files, and the ends of others, are still at hand.
            let onDisk = Int(max(0, min(Int64(count), state.written - offset)))
            guard onDisk > 0, let file = state.file else {
                return Array(state.pending.dropFirst(Int(offset - state.written)).prefix(count))
            }
            let bytes = try file.read(count: onDisk, at: offset)
            // It may have become shorter than what was written.
            return bytes.count < onDisk ? bytes : bytes + state.pending.prefix(count - onDisk)
        }
    }
}
