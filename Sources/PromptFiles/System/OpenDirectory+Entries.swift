import Glibc
package import PromptCore
import SystemPackage

extension OpenDirectory {
    /// The names in the folder, without `.` and `..`, in the file system's order.
    ///
    /// `readdir` and not Foundation, which repairs names that are not UTF-8 until they lead nowhere.
    package func entries() throws(FileError) -> [FileName] { try self.listing().map(\.name) }

    /// A name in a folder, and what kind of entry it is, if the listing says so.
    struct Entry {
        var name: FileName
        /// `nil` where the file system does not say in a listing.
        var kind: FileStatus.Kind?
    }

    /// The entries of the folder, as ``entries()``: most file systems say the kinds, which saves a look at each.
    func listing() throws(FileError) -> [Entry] {
        // A descriptor of its own: the stream closes it, and shares no position with another listing.
        let copy = try systemCall("list", self.path) {
            unsafe openat(self.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        guard let stream = unsafe fdopendir(copy) else {
            let errno = Errno(rawValue: Glibc.errno)
            _ = close(copy)
            throw FileError("list", self.path, errno)
        }
        defer { unsafe closedir(stream) }
        var entries: [Entry] = []
        while true {
            Glibc.errno = 0
            guard let entry = unsafe readdir(stream) else {
                let errno = Errno(rawValue: Glibc.errno)
                guard errno.rawValue == 0 else { throw FileError("list", self.path, errno) }
                return entries
            }
            if let name = unsafe Self.name(of: entry) {
                entries.append(Entry(name: name, kind: Self.kind(unsafe entry.pointee.d_type)))
            }
        }
    }

    private static func kind(_ type: UInt8) -> FileStatus.Kind? {
        switch Int(type) {
        case Int(DT_UNKNOWN): nil
        case Int(DT_REG): .regular
        case Int(DT_DIR): .directory
        case Int(DT_LNK): .symbolicLink
        default: .other
        }
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> FileName? {
        // Read behind the struct's start and not through the tuple: the kernel's record may end before the tuple does.
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
        let start = unsafe UnsafeRawPointer(entry).advanced(by: offset)
        let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
        return unsafe FileName(UnsafeRawBufferPointer(start: start, count: length))
    }
}
