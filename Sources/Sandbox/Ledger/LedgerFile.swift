import FoundationEssentials
import Glibc

/// The account book on disk: one JSON object a line, only ever appended to.
///
/// A line is with the kernel before `append` returns, so that it outlives the process, not a power cut.
final class LedgerFile: Sendable {
    private let path: String
    private let descriptor: Int32

    /// Opens the file at `path`, made if need be, and returns it with what it holds.
    ///
    /// A last line without its end was being written when the process died, and nobody was told of it: it is removed.
    ///
    /// - Throws: `SandboxError` if the file cannot be read or written, or holds something else.
    static func open(path: String) throws(SandboxError) -> (file: LedgerFile, entries: [LedgerEntry]) {
        let descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure("opened", path) }
        let file = LedgerFile(path: path, descriptor: descriptor)
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Self.failure("examined", path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SandboxError(
                .ledger,
                "The ledger \(path) is not a regular file: give the path of one, or of none yet."
            )
        }
        let bytes = try file.readAll()
        let whole = (bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
        if whole < bytes.count, ftruncate(descriptor, off_t(whole)) != 0 { throw Self.failure("shortened", path) }
        var entries: [LedgerEntry] = []
        let decoder = JSONDecoder()
        for (number, line) in bytes[..<whole].split(separator: UInt8(ascii: "\n")).enumerated() {
            do {
                entries.append(try decoder.decode(LedgerEntry.self, from: Data(line)))
            } catch {
                throw SandboxError(
                    .ledger,
                    "Line \(number + 1) of the ledger \(path) is not a ledger entry (\(error)): give another path, or move that file away."
                )
            }
        }
        return (file, entries)
    }

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(self.descriptor) }

    /// Writes one line.
    func append(_ entry: LedgerEntry) throws(SandboxError) {
        let line: [UInt8]
        do {
            line = try JSONText.bytes(of: entry) + [UInt8(ascii: "\n")]
        } catch {
            throw SandboxError(.ledger, "A ledger entry has no JSON form: \(error)")
        }
        let start = lseek(self.descriptor, 0, SEEK_END)
        var written = 0
        while written < line.count {
            let count = unsafe line.withUnsafeBytes { bytes in
                unsafe write(self.descriptor, bytes.baseAddress?.advanced(by: written), line.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let failure = Self.failure("written", self.path)
                // Half a line would spoil the next one; if it cannot be removed, reading the file will say so.
                if written > 0, ftruncate(self.descriptor, start) != 0 { throw Self.failure("mended", self.path) }
                throw failure
            }
            written += count
        }
    }

    private func readAll() throws(SandboxError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(self.descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.failure("read", self.path) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    private static func failure(_ verb: String, _ path: String) -> SandboxError {
        let reason = unsafe String(cString: strerror(errno))
        return SandboxError(
            .ledger,
            "The ledger \(path) could not be \(verb): \(reason). Give a path to a file that can be written, on a disk with room."
        )
    }
}
