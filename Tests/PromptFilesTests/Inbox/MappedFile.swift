import Glibc
import PromptTesting

/// A file whose content is changed through memory.
final class MappedFile {
    private let descriptor: CInt
    private let memory: UnsafeMutableRawBufferPointer

    init(_ path: String) throws {
        self.descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
        var status = stat()
        guard unsafe fstat(self.descriptor, &status) == 0,
            let start = unsafe mmap(nil, status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, self.descriptor, 0),
            unsafe start != MAP_FAILED
        else { throw TemporaryFolder.Failed(call: "mmap", errno: errno) }
        unsafe self.memory = UnsafeMutableRawBufferPointer(start: start, count: status.st_size)
    }

    func write(_ bytes: [UInt8]) { unsafe self.memory.copyBytes(from: bytes.prefix(self.memory.count)) }

    /// Its last writer is gone.
    func close() {
        unsafe munmap(self.memory.baseAddress, self.memory.count)
        Glibc.close(self.descriptor)
    }
}
