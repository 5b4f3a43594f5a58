import CLinux
import Glibc
package import PromptCore
import SystemPackage

extension OpenDirectory {
    /// When `name` was made, in nanoseconds since 1970, as the kernel and not a program says.
    ///
    /// - Returns: `nil` if the file system does not know, or there is nothing of that name.
    package func birth(of name: FileName) throws(FileError) -> Int64? {
        var nanoseconds: CLongLong = 0
        do {
            try unsafe self.call("look at", name) { unsafe clinux_birth_time(self.descriptor, $0, &nanoseconds) }
        } catch let error where error.kind == .missing || Self.unknown.contains(error.errno) {
            return nil
        }
        return nanoseconds
    }

    /// Puts a mark of promptd's own on the file `name`: it stays with it under whatever name, and no copy has it.
    ///
    /// - Returns: the mark; `nil` if the file system keeps none.
    package func mark(_ name: FileName) throws(FileError) -> Int64? {
        let mark = Int64.random(in: .min ... .max)
        let file = try self.openFile(name, O_RDONLY | O_NONBLOCK)
        do {
            try systemCall("mark", file.path) { clinux_set_mark(file.descriptor, mark) }
        } catch let error where Self.unmarked.contains(error.errno) {
            return nil
        }
        return mark
    }

    /// The mark on the file `name`; `nil` if it has none.
    package func mark(of name: FileName) throws(FileError) -> Int64? {
        var mark: CLongLong = 0
        let file = try self.openFile(name, O_RDONLY | O_NONBLOCK)
        do {
            try systemCall("look at", file.path) { unsafe clinux_mark(file.descriptor, &mark) }
        } catch let error where Self.unmarked.contains(error.errno) {
            return nil
        }
        return mark
    }

    private static let unmarked: Set<Errno> = [
        .notSupported, .noData, .noFunction, .invalidArgument, .notPermitted, .permissionDenied, .noSpace,
    ]

    /// `ENOSYS` and `EPERM`: an old kernel, or a filter of system calls that knows no `statx`.
    private static let unknown: Set<Errno> = [.notSupported, .noFunction, .invalidArgument, .notPermitted]

    /// Whether `name` is a symbolic link that leads to a folder.
    func isLinkToFolder(_ name: FileName) throws(FileError) -> Bool {
        guard try self.status(name)?.kind == .symbolicLink else { return false }
        var raw = stat()
        do {
            try unsafe self.call("look at", name) { unsafe fstatat(self.descriptor, $0, &raw, 0) }
        } catch {
            // It leads nowhere, or to where promptd may not look.
            return false
        }
        return raw.st_mode & S_IFMT == S_IFDIR
    }
}
