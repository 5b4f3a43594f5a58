import Crypto
import Glibc
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

    struct State {
        var file: OpenFile?
        var size: Int64 = 0
        var hash = SHA256()
        var validator: String?
        /// How much of it is certainly on disk.
        var flushed: Int64 = 0
    }

    /// Bytes between two flushes: what a crash may cost of a long download.
    private static let flushInterval: Int64 = 8 << 20

    let folder: OpenDirectory
    let partName: FileName
    let validatorName: FileName
    /// The note of the file that was refused last.
    let seenName: FileName
    let state = Mutex(State())

    init(index: Int, in folder: OpenDirectory) throws(FileError) {
        guard let part = FileName(".part-\(index + 1)"), let validator = FileName(".part-\(index + 1).etag"),
            let seen = FileName(".part-\(index + 1).seen")
        else { throw FileError("name a part in", folder.path, .invalidArgument) }
        self.folder = folder
        self.partName = part
        self.validatorName = validator
        self.seenName = seen
    }

    package func resumePoint() async throws -> ResumePoint? {
        try await Blocking.run(.outbox) { try self.openPart() }
    }

    package func begin(at offset: Int64, validator: String?) async throws {
        try await Blocking.run(.outbox) { try self.start(at: offset, validator: validator) }
    }

    package func write(_ bytes: [UInt8]) async throws {
        try await Blocking.run(.outbox) {
            try self.state.withLock { state in
                guard let file = state.file else { throw FileError("write", self.folder.path, .badFileDescriptor) }
                try file.write(bytes, at: state.size)
                state.size += Int64(bytes.count)
                state.hash.update(data: bytes)
                try self.checkpoint(&state)
            }
        }
    }

    func discard(_ state: inout State) throws(FileError) {
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
        try self.folder.replace(self.validatorName, with: Array("\(state.size) \(validator)".utf8), .all)
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
