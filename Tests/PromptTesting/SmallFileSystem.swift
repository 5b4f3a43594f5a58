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

    package func makeWritable() throws {
        try Self.run(["mount", "-o", "remount,rw", self.path])
    }

    package func makeReadOnly() throws {
        try Self.run(["mount", "-o", "remount,ro", self.path])
    }

    private static func run(_ command: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(command: command, status: process.terminationStatus) }
    }
}
