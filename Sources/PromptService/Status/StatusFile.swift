package import Foundation
package import PromptCore
package import PromptFiles
import Systemd

/// Where the status lies.
package enum StatusFile {
    private static let name = FileName(fixed: "status.json")

    /// The status file of the daemon that works on `inbox`.
    package static func path(inbox: String) -> String {
        "\(inbox)/\(InboxFolder.ownFolder)/\(Self.name)"
    }

    /// How old the last sign of life may be: twice the heartbeat, and a little for slow disks.
    package static let staleAfter: TimeInterval = 75

    /// When the daemon of `status` gave its last sign of life; `nil` if it has said that it stops.
    package static func heartbeat(in status: JSONValue) -> Date? {
        guard status["running"] != .bool(false), let text = status["heartbeat"]?.stringValue else { return nil }
        do {
            return try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        } catch {
            return nil
        }
    }

    /// Whether a daemon seems to work on `inbox`; `host` is this machine's name.
    package static func isAlive(inbox: String, at now: Date, host: String) -> Bool {
        do {
            let status = try JSONValue.parse(try self.read(inbox: inbox))
            guard let last = self.heartbeat(in: status) else { return false }
            return now.timeIntervalSince(last) <= self.staleAfter && self.dead(inbox: inbox, host: host) == nil
        } catch {
            // Nobody has worked on it.
            return false
        }
    }

    /// The process that works on `inbox` by its own word, and is gone: in words such as `pid 4711 on render1`.
    ///
    /// `host` is this machine's name.
    ///
    /// - Returns: `nil` if there is none, or if that cannot be told from here.
    package static func dead(inbox: String, host: String) -> String? {
        let folder = InboxFolder(path: inbox)
        do {
            guard let holder = try folder.holder() else { return nil }
            let observer = InboxHolder.ofThisProcess(instance: "", host: host)
            return holder.isGone(seenBy: observer, isShared: try folder.mayBeMountedElsewhere()) ? holder.text : nil
        } catch {
            // Then its heartbeat alone tells.
            return nil
        }
    }

    /// More than a daemon writes.
    private static let sizeLimit = 16 << 20

    /// The file of that inbox, which others may write to: no link is followed, and nothing is read without end.
    package static func read(inbox: String) throws(FileError) -> [UInt8] {
        try OpenDirectory(at: inbox).directory(InboxFolder.ownFolder).read(self.name, limit: self.sizeLimit).bytes
    }

    static func write(_ bytes: [UInt8], inbox: String) throws {
        try OpenDirectory(at: inbox).directory(InboxFolder.ownFolder).replace(Self.name, with: bytes, .none)
    }
}
