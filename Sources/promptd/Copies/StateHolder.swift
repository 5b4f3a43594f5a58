import Foundation
import PromptFiles

/// Whether a promptd works with a state folder, told without taking its lock: a daemon that starts would meet it.
enum StateHolder {
    /// The process that has the lock, for people; `nil` if none has, or if nobody here can tell.
    static func text(_ state: String) -> String? {
        var raw = stat()
        guard unsafe stat("\(state)/\(InboxFolder.lock)", &raw) == 0 else { return nil }
        for _ in 1...Self.looks {
            let locks: String
            do {
                locks = try String(contentsOfFile: "/proc/locks", encoding: .utf8)
            } catch {
                return nil
            }
            if let holder = Self.holder(inode: UInt64(raw.st_ino), locks) { return holder }
        }
        return nil
    }

    /// The kernel goes through its list in pieces, and passes one over when others go meanwhile.
    private static let looks = 5

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
