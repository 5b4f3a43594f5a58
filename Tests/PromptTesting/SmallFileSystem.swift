import Foundation
import Glibc

/// A file system of its own in memory, to fill it, to make it read-only, and to take it away.
///
/// Needs root; tests that use one are enabled by `isPossible`.
package final class SmallFileSystem: Sendable {
    private struct Failed: Error {
        let command: [String]
        let status: Int32
    }

    /// Where it is mounted.
    package let path: String

    package static let isPossible: Bool = {
        do {
            let folder = try TemporaryFolder()
            _ = try SmallFileSystem(at: folder.path, kilobytes: 64)
            return true
        } catch {
            return false
        }
    }()

    /// Mounts it over the folder at `path`.
    package init(at path: String, kilobytes: Int) throws {
        self.path = path
        try Self.run(["mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path])
    }

    deinit {
        // Lazily: a failed test may still have files open.
        do { try Self.run(["umount", "-l", self.path]) } catch { print("not unmounted: \(self.path): \(error)") }
    }

    package func resize(kilobytes: Int) throws {
        try Self.run(["mount", "-o", "remount,size=\(kilobytes)k", self.path])
    }

    /// Takes all free space away, and leaves what is stored.
    package func fill() throws {
        try self.take { "size=\(UInt64($0.f_blocks - $0.f_bfree) * UInt64($0.f_frsize))" }
    }

    /// Leaves room for so many more files and folders.
    package func limitFiles(toMore count: Int = 0) throws {
        try self.take { "nr_inodes=\(UInt64($0.f_files - $0.f_ffree) + UInt64(count))" }
    }

    package func allowFiles(_ count: Int) throws {
        try Self.run(["mount", "-o", "remount,nr_inodes=\(count)", self.path])
    }

    /// Sets a limit to what is in use; again if more came into use between the look and the limit.
    private func take(_ option: (statvfs) -> String) throws {
        var attempts = 0
        while true {
            var used = statvfs()
            guard unsafe statvfs(self.path, &used) == 0 else { throw Failed(command: ["statvfs"], status: errno) }
            do {
                return try Self.run(["mount", "-o", "remount,\(option(used))", self.path])
            } catch let failure as Failed where attempts < 20 {
                attempts += 1
                print("\(failure.command) ended with \(failure.status), looking again")
            }
        }
    }

    package func makeWritable() throws {
        try Self.run(["mount", "-o", "remount,rw", self.path])
    }

    package func makeReadOnly() throws {
        try Self.run(["mount", "-o", "remount,ro", self.path])
    }

    static func run(_ command: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(command: command, status: process.terminationStatus) }
    }
}
