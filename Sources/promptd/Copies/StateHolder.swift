import Foundation
import PromptFiles

/// Whether a promptd works with a state folder, told without taking its lock: a daemon that starts would meet it.
enum StateHolder {
    /// The process that has the lock, for people; `nil` if none has, or if nobody here can tell.
    static func text(_ state: String) -> String? {
        var raw = stat()
        guard unsafe stat("\(state)/\(InboxFolder.lock)", &raw) == 0 else { return nil }
        do {
            return Self.holder(inode: UInt64(raw.st_ino), try Self.locks())
        } catch {
            return nil
        }
    }

    /// What the kernel lists: piece by piece, since it is a file without a size, of which one reading brings a page.
    private static func locks() throws -> String {
        let file = try FileHandle(forReadingFrom: URL(filePath: "/proc/locks"))
        var bytes = Data()
        while let piece = try file.read(upToCount: 4096), !piece.isEmpty { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Looks the lock up in what the kernel lists: `1: FLOCK  ADVISORY  WRITE 4711 08:01:131 0 EOF`.
    ///
    /// By the inode alone: some file systems show another device than they lock.
    static func holder(inode: UInt64, _ locks: String) -> String? {
        for line in locks.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 5, fields[1] == "FLOCK", fields[3] == "WRITE",
                fields[5].split(separator: ":").last == "\(inode)"
            else { continue }
            return "pid \(fields[4])"
        }
        return nil
    }
}
