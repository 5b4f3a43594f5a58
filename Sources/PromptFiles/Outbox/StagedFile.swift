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
        /// There may be a part, or a note of one, that this object has not made.
        var isFound = false
        /// Bytes are expected.
        var hasBegun = false
        /// `nil` until something is written.
        var file: OpenFile?
        /// How much has come.
        var size: Int64 = 0
        /// The end of it, which is neither written nor hashed yet.
        var pending: [UInt8] = []
        var hash = SHA256()
        var validator: String?
        /// How much of it is certainly on disk, as a note beside it says.
        var flushed: Int64 = 0

        var written: Int64 { self.size - Int64(self.pending.count) }
    }

    /// Bytes between two flushes: what a crash may cost of a long download.
    private static let flushInterval: Int64 = 8 << 20

    /// Bytes that are kept until they are written: a small file is judged, written and flushed in one go.
    private static let mostPending = 64 << 10

    let folder: OpenDirectory
    let partName: FileName
    let validatorName: FileName
    /// The note of the file that was refused last.
    let seenName: FileName
    let state: Mutex<State>

    /// `present` are the names in the folder.
    init(index: Int, in folder: OpenDirectory, present: Set<FileName>) throws(FileError) {
        guard let part = FileName(".part-\(index + 1)"), let validator = FileName(".part-\(index + 1).etag"),
            let seen = FileName(".part-\(index + 1).seen")
        else { throw FileError("name a part in", folder.path, .invalidArgument) }
        self.folder = folder
        self.partName = part
        self.validatorName = validator
        self.seenName = seen
        self.state = Mutex(State(isFound: present.contains(part) || present.contains(validator)))
    }

    package func resumePoint() async throws -> ResumePoint? {
        let isNew = self.state.withLock { !$0.isFound && !$0.hasBegun }
        return isNew ? nil : try await Blocking.run(.outbox) { try self.openPart() }
    }

    package func begin(at offset: Int64, validator: String?) async throws {
        let hasBegun = try self.state.withLock { state in
            if offset > 0 {
                // Only what `resumePoint` offered can be gone on with.
                guard state.hasBegun, state.size == offset else {
                    throw FileError("go on with", self.folder.path, .invalidArgument)
                }
                return true
            }
            guard !state.isFound, !state.hasBegun else { return false }
            (state.hasBegun, state.validator) = (true, validator)
            return true
        }
        guard !hasBegun else { return }
        try await Blocking.run(.outbox) {
            try self.state.withLock { state in
                try self.discard(&state)
                (state.hasBegun, state.validator) = (true, validator)
            }
        }
    }

    package func write(_ bytes: [UInt8]) async throws {
        let isFull = try self.state.withLock { state in
            guard state.hasBegun else { throw FileError("write", self.folder.path, .badFileDescriptor) }
            state.pending += bytes
            state.size += Int64(bytes.count)
            return state.pending.count >= Self.mostPending
        }
        guard isFull else { return }
        try await Blocking.run(.outbox) {
            try self.state.withLock { state in
                try self.writePending(&state)
                try self.checkpoint(&state)
            }
        }
    }

    /// Writes what has come, making the file if there is none yet.
    func writePending(_ state: inout State) throws(FileError) {
        let file: OpenFile
        if let open = state.file {
            file = open
        } else {
            file = try self.folder.openFile(self.partName, O_RDWR | O_CREAT | O_EXCL)
            state.file = file
        }
        try file.write(state.pending, at: state.written)
        state.hash.update(data: state.pending)
        state.pending.removeAll(keepingCapacity: true)
    }

    /// Throws away what has come; nothing is left of it on disk.
    func discard(_ state: inout State) throws(FileError) {
        let isOnDisk = state.isFound || state.file != nil
        // What could not be removed is still there the next time.
        state = State(isFound: isOnDisk)
        guard isOnDisk else { return }
        // The note first: without its part it could be taken for one of the next.
        try self.folder.remove(self.validatorName)
        try self.folder.remove(self.partName)
        state.isFound = false
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
            if !state.hasBegun { try self.readCheckpoint(&state) }
            guard let validator = state.validator, state.size > 0 else { return nil }
            if !state.pending.isEmpty { try self.writePending(&state) }
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
            isFound: true,
            hasBegun: true,
            file: file,
            size: flushed,
            hash: try Self.hash(file, count: flushed),
            validator: String(fields[1]),
            flushed: flushed
        )
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
