import Glibc
import PromptCore

/// An open regular file, closed with the last reference.
final class OpenFile: Sendable {
    let descriptor: CInt
    let path: String

    init(descriptor: CInt, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        // What must be on disk was flushed before; an error here can tell nothing new.
        _ = close(self.descriptor)
    }

    func status() throws(FileError) -> FileStatus {
        var raw = stat()
        try systemCall("look at", self.path) { unsafe fstat(self.descriptor, &raw) }
        return FileStatus(raw)
    }

    /// Up to `count` bytes from `offset`; fewer only at the file's end, or if there are `enough`.
    func read(count: Int, at offset: Int64, enough: Int = .max) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let wanted = min(count - bytes.count, 1 << 16)
            var failure: FileError?
            let part = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
                do throws(FileError) {
                    filled = try systemCall("read", self.path) {
                        unsafe pread(self.descriptor, buffer.baseAddress, wanted, off_t(offset) + off_t(bytes.count))
                    }
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            if part.isEmpty { break }
            bytes += part
            if bytes.count >= enough { break }
        }
        return bytes
    }

    /// Writes all of `bytes` from `offset` on.
    func write(_ bytes: [UInt8], at offset: Int64) throws(FileError) {
        var written = 0
        while written < bytes.count {
            written += try systemCall("write", self.path) {
                unsafe bytes[written...].withUnsafeBytes {
                    unsafe pwrite(self.descriptor, $0.baseAddress, $0.count, off_t(offset) + off_t(written))
                }
            }
        }
    }

    func truncate(to size: Int64) throws(FileError) {
        try systemCall("shorten", self.path) { ftruncate(self.descriptor, off_t(size)) }
    }

    /// Writes the content to the disk.
    ///
    /// After a failure nothing is known about it: never call it again, throw it away.
    func flush() throws(FileError) {
        try systemCall("flush", self.path) { fsync(self.descriptor) }
    }
}
