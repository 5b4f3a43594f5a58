import Foundation
import Glibc

/// A folder of its own for one test, removed with all that is in it when the test lets go of it.
///
/// Names are bytes where a test needs such; `Path` is a name below the folder.
package final class TemporaryFolder: Sendable {
    /// A name below the folder, slashes allowed: `"a/b"`, or bytes that are no text.
    package struct Path: ExpressibleByStringInterpolation, Sendable {
        package let bytes: [UInt8]
        package init(stringLiteral text: String) { self.bytes = Array(text.utf8) }
        package init(_ text: String) { self.bytes = Array(text.utf8) }
        package init(bytes: [UInt8]) { self.bytes = bytes }
    }

    /// A system call of a helper that failed: the test cannot go on.
    package struct Failed: Error {
        package let call: String
        package let errno: CInt

        package init(call: String, errno: CInt) {
            self.call = call
            self.errno = errno
        }
    }

    package let path: String

    package init() throws {
        let name = "promptd-test-" + UUID().uuidString.prefix(13)
        self.path = FileManager.default.temporaryDirectory.appending(path: name).path
        try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: false)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: self.path)
        } catch {
            print("not removed: \(self.path): \(error)")
        }
    }

    /// Writes a file in place, as `cp` does.
    package func write(_ content: [UInt8], to name: Path) throws {
        try self.write(content, to: name, flags: O_TRUNC)
    }

    package func write(_ content: String, to name: Path) throws {
        try self.write(Array(content.utf8), to: name)
    }

    package func append(_ content: String, to name: Path) throws {
        try self.write(Array(content.utf8), to: name, flags: O_APPEND)
    }

    private func write(_ content: [UInt8], to name: Path, flags: CInt) throws {
        let descriptor = try unsafe self.call("open", name) { unsafe open($0, O_WRONLY | O_CREAT | flags, 0o644) }
        defer { close(descriptor) }
        let written = unsafe content.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written == content.count else { throw Failed(call: "write", errno: Glibc.errno) }
    }

    package func makeFolder(_ name: Path) throws {
        try unsafe self.call("mkdir", name) { unsafe mkdir($0, 0o755) }
    }

    package func makePipe(_ name: Path) throws {
        try unsafe self.call("mkfifo", name) { unsafe mkfifo($0, 0o644) }
    }

    package func rename(_ old: Path, to new: Path) throws {
        try unsafe self.call("rename", old, new) { unsafe Glibc.rename($0, $1) }
    }

    package func link(_ old: Path, to new: Path) throws {
        try unsafe self.call("link", old, new) { unsafe Glibc.link($0, $1) }
    }

    /// Makes `name` a symbolic link to `target`, as it is written.
    package func symbolicLink(_ name: Path, to target: String) throws {
        try unsafe self.call("symlink", name) { unsafe symlink(target, $0) }
    }

    /// Removes a file or an empty folder.
    package func remove(_ name: Path) throws {
        try unsafe self.call("remove", name) { unsafe Glibc.remove($0) }
    }

    /// Sets a file's modification time, in seconds since 1970.
    package func setModified(_ name: Path, to seconds: Int) throws {
        let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
        try unsafe self.call("utimensat", name) { unsafe utimensat(AT_FDCWD, $0, times, 0) }
    }

    @discardableResult
    private func call(_ name: String, _ path: Path, _ body: (UnsafePointer<CChar>) -> CInt) throws -> CInt {
        let result = unsafe self.cString(path).withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe body($0) } ?? -1
        }
        guard result != -1 else { throw Failed(call: name, errno: Glibc.errno) }
        return result
    }

    private func call(
        _ name: String,
        _ first: Path,
        _ second: Path,
        _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> CInt
    ) throws {
        try unsafe self.call(name, first) { first in
            unsafe self.cString(second).withUnsafeBufferPointer { buffer in
                unsafe buffer.baseAddress.map { unsafe body(first, $0) } ?? -1
            }
        }
    }

    private func cString(_ name: Path) -> [CChar] {
        (Array(self.path.utf8) + [0x2F] + name.bytes + [0]).map { CChar(bitPattern: $0) }
    }
}
