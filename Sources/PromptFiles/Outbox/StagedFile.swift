import Crypto
import Glibc
import ImageFormats
package import PromptCore
import Synchronization
import SystemPackage

/// One output on its way into a staging folder: bytes arrive, are hashed on the way, and can be gone on with after a
/// crash.
package final class StagedFile: DownloadSink {
    /// A complete file that is not what it should be; fetching it again may help.
    package struct UnusableError: Error, Equatable {
        package var reason: String
    }

    private struct State {
        var file: OpenFile?
        var size: Int64 = 0
        var hash = SHA256()
        var validator: String?
        /// How much of it is certainly on disk.
        var flushed: Int64 = 0
    }

    /// Bytes between two flushes: what a crash may cost of a long download.
    private static let flushInterval: Int64 = 8 << 20

    private let folder: OpenDirectory
    private let partName: FileName
    private let validatorName: FileName
    private let state = Mutex(State())

    init(index: Int, in folder: OpenDirectory) throws(FileError) {
        guard let part = FileName(".part-\(index + 1)"), let validator = FileName(".part-\(index + 1).etag") else {
            throw FileError("name a part in", folder.path, .invalidArgument)
        }
        self.folder = folder
        self.partName = part
        self.validatorName = validator
    }

    package func resumePoint() async throws -> ResumePoint? {
        try await Blocking.run { try self.openPart() }
    }

    package func begin(at offset: Int64, validator: String?) async throws {
        try await Blocking.run { try self.start(at: offset, validator: validator) }
    }

    package func write(_ bytes: [UInt8]) async throws {
        try await Blocking.run {
            try self.state.withLock { state in
                guard let file = state.file else { throw FileError("write", self.folder.path, .badFileDescriptor) }
                try file.write(bytes, at: state.size)
                state.size += Int64(bytes.count)
                state.hash.update(data: bytes)
                try self.checkpoint(&state)
            }
        }
    }

    /// Checks the complete file, flushes it and gives it its name.
    ///
    /// `name` makes the file's name from the extension that its content calls for.
    ///
    /// - Throws: `UnusableError`, after which the part is gone; `FileError`.
    package func finish(_ name: @escaping @Sendable (_ fileExtension: String) -> FileName?) async throws
        -> CollectedFile
    {
        try await Blocking.run { try self.complete(name) }
    }

    private func complete(_ makeName: (String) -> FileName?) throws -> CollectedFile {
        try self.state.withLock { state in
            guard let file = state.file else { throw FileError("finish", self.folder.path, .badFileDescriptor) }
            let facts: ImageFacts
            switch try Self.inspect(file, size: state.size) {
            case .complete(let found):
                facts = found
            case .truncated(let reason):
                try self.discard(&state)
                throw UnusableError(reason: reason)
            case .unrecognised:
                try self.discard(&state)
                throw UnusableError(reason: "it is neither a picture nor a video promptd knows")
            }
            guard let name = makeName(facts.format.fileExtension) else {
                throw FileError("name a file in", self.folder.path, .invalidArgument)
            }
            do {
                try file.flush()
            } catch {
                // Nothing is known about its bytes now: they are fetched again into a new file.
                try self.discard(&state)
                throw error
            }
            // Left by a process that stopped before it could say so.
            try self.folder.remove(name)
            try self.folder.remove(self.validatorName)
            try self.folder.rename(self.partName, to: name, repairing: true)
            let digest = state.hash.finalize()
            let collected = CollectedFile(
                name: String(decoding: name.bytes, as: UTF8.self),
                bytes: state.size,
                sha256: Self.hexadecimal(digest),
                mediaType: facts.format.mediaType,
                width: facts.width,
                height: facts.height
            )
            state = State()
            return collected
        }
    }

    private static func inspect(_ file: OpenFile, size: Int64) throws(FileError) -> ImageInspection {
        try ImageInspection.inspect(size: size) { offset, count throws(FileError) in
            try file.read(count: count, at: offset)
        }
    }

    private func discard(_ state: inout State) throws {
        state = State()
        try self.folder.remove(self.partName)
        try self.folder.remove(self.validatorName)
    }

    /// Notes how far a long download is on disk.
    ///
    /// What a power cut left of the rest is not to be trusted, whatever the file's size says.
    private func checkpoint(_ state: inout State) throws {
        guard let validator = state.validator, let file = state.file,
            state.size - state.flushed >= Self.flushInterval
        else { return }
        do {
            try file.flush()
        } catch {
            try self.discard(&state)
            throw error
        }
        try self.folder.replace(self.validatorName, with: Array("\(state.size) \(validator)".utf8), durable: true)
        state.flushed = state.size
    }

    private func openPart() throws -> ResumePoint? {
        try self.state.withLock { state in
            if state.file == nil { try self.readCheckpoint(&state) }
            guard let validator = state.validator, state.size > 0 else { return nil }
            return ResumePoint(offset: state.size, validator: validator)
        }
    }

    private func readCheckpoint(_ state: inout State) throws {
        guard let part = try self.folder.status(self.partName), part.kind == .regular,
            try self.folder.status(self.validatorName) != nil
        else { return }
        let text = String(decoding: try self.folder.read(self.validatorName, limit: 1 << 16).bytes, as: UTF8.self)
        let fields = text.split(separator: " ", maxSplits: 1)
        guard fields.count == 2, let flushed = Int64(fields[0]), flushed > 0, flushed <= part.size else { return }
        let file = try self.folder.openFile(self.partName, O_RDWR)
        try file.truncate(to: flushed)
        state = State(
            file: file,
            size: flushed,
            hash: try Self.hash(file, count: flushed),
            validator: String(fields[1]),
            flushed: flushed
        )
    }

    private func start(at offset: Int64, validator: String?) throws {
        try self.state.withLock { state in
            if offset > 0 {
                // Only what `resumePoint` offered can be gone on with.
                guard state.file != nil, state.size == offset else {
                    throw FileError("go on with", self.folder.path, .invalidArgument)
                }
                return
            }
            state = State()
            try self.folder.remove(self.partName)
            try self.folder.remove(self.validatorName)
            state.validator = validator
            state.file = try self.folder.openFile(self.partName, O_RDWR | O_CREAT | O_EXCL)
        }
    }

    static func hash(_ file: OpenFile, count: Int64) throws(FileError) -> SHA256 {
        var hash = SHA256()
        var offset: Int64 = 0
        while offset < count {
            let bytes = try file.read(count: Int(min(count - offset, 1 << 18)), at: offset)
            if bytes.isEmpty { throw FileError("read", file.path, .ioError) }
            hash.update(data: bytes)
            offset += Int64(bytes.count)
        }
        return hash
    }

    static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
