import FoundationEssentials
import Glibc
import PromptCore
import SystemPackage

/// Which process works on an inbox, written where every machine that mounts it can read it: a lock does not reach all of
/// them.
package struct InboxHolder: Equatable, Sendable {
    /// A word of its own for every run.
    package var instance: String
    package var host: String
    var machine: String
    var boot: String
    /// Which numbers its process id is one of.
    var processes: String
    var pid: Int64
    /// When the process was started, in the kernel's own count since the boot: a number may be another process's later.
    var started: String
    /// Goes up as long as it lives.
    package var beat: Int64

    /// What can be told of a process from here.
    package enum Fate: Sendable {
        case gone, alive
        /// It runs, or ran, where nobody here can look: only its beat tells.
        case unknown
    }

    /// This process.
    package static func ofThisProcess(instance: String, host: String) -> InboxHolder {
        let pid = Int64(getpid())
        return InboxHolder(
            instance: instance,
            host: host,
            machine: self.text(of: "/etc/machine-id"),
            boot: self.text(of: "/proc/sys/kernel/random/boot_id"),
            processes: self.processes,
            pid: pid,
            started: self.start(of: pid),
            beat: 0
        )
    }

    /// What has become of it, as far as `observer`, which is a process of here, can tell.
    ///
    /// `isShared` if other machines may have the inbox too: then one that looks like this machine before it was started anew
    /// may be its copy.
    package func fate(seenBy observer: InboxHolder, isShared: Bool) -> Fate {
        let isMachine = self.machine == observer.machine && !self.machine.isEmpty && self.host == observer.host
        // A service that is kept from the kernel's settings cannot tell the boot. On a disk of this machine's own the process
        // was one of this machine's all the same, and one that it cannot see there is kept off by the lock.
        let isBootHidden = self.boot.isEmpty && observer.boot.isEmpty && isMachine && !isShared
        let isBoot = self.boot == observer.boot && !self.boot.isEmpty
        if isBoot || isBootHidden, self.processes == observer.processes, !self.processes.isEmpty {
            return Self.start(of: self.pid) == self.started && !self.started.isEmpty ? .alive : .gone
        }
        // The same machine, started anew since.
        return isMachine && !isShared && self.boot != observer.boot ? .gone : .unknown
    }

    /// For people: `pid 4711 on render1`.
    package var text: String { "pid \(self.pid) on \(SingleLine.text(self.host, limit: 80))" }

    /// Whether its process is known to be gone, for somebody who only looks and holds no lock; `false` if that cannot be told
    /// from here.
    ///
    /// See ``fate(seenBy:isShared:)``. A process of another user may be hidden, and is there all the same.
    package func isGone(seenBy observer: InboxHolder, isShared: Bool) -> Bool {
        guard self.machine == observer.machine, !self.machine.isEmpty, self.host == observer.host,
            self.processes == observer.processes, !self.processes.isEmpty
        else { return false }
        let isBootKnown = !self.boot.isEmpty && !observer.boot.isEmpty
        if isBootKnown, self.boot != observer.boot { return !isShared }
        if !isBootKnown, isShared { return false }
        guard let pid = pid_t(exactly: self.pid), kill(pid, 0) == 0 || errno == EPERM else { return true }
        let start = Self.start(of: self.pid)
        return !start.isEmpty && start != self.started || Self.isZombie(self.pid)
    }

    private static var processes: String {
        var link = stat()
        guard unsafe stat("/proc/self/ns/pid", &link) == 0 else { return "" }
        return "\(link.st_ino)"
    }

    private static func text(of path: String) -> String {
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            return String(decoding: data, as: UTF8.self).filter { !$0.isWhitespace }
        } catch {
            return ""
        }
    }

    /// The 22nd field of `/proc/PID/stat`; empty if there is no such process.
    private static func start(of pid: Int64) -> String {
        let fields = self.facts(of: pid)
        return fields.count > 19 ? fields[19] : ""
    }

    /// It has ended, and whoever has started it has not taken note of that.
    private static func isZombie(_ pid: Int64) -> Bool { ["Z", "X"].contains(self.facts(of: pid).first) }

    /// The fields of `/proc/PID/stat` from the third on; none if there is no such process.
    private static func facts(of pid: Int64) -> [String] {
        do {
            let text = String(decoding: try Data(contentsOf: URL(filePath: "/proc/\(pid)/stat")), as: UTF8.self)
            // The second field is the program's name in parentheses, with anything in it.
            guard let end = text.lastIndex(of: ")") else { return [] }
            return text[text.index(after: end)...].split(separator: " ").map(String.init)
        } catch {
            return []
        }
    }
}

extension InboxHolder {
    var bytes: [UInt8] {
        JSONValue.object([
            .init("instance", .string(self.instance)), .init("host", .string(self.host)),
            .init("machine", .string(self.machine)), .init("boot", .string(self.boot)),
            .init("processes", .string(self.processes)), .init("pid", .integer(self.pid)),
            .init("started", .string(self.started)), .init("beat", .integer(self.beat)),
        ]).pretty()
    }

    /// Returns `nil` for what promptd has not written.
    init?(_ bytes: [UInt8]) {
        let value: JSONValue
        do { value = try JSONValue.parse(bytes) } catch { return nil }
        guard let instance = value["instance"]?.stringValue, let host = value["host"]?.stringValue,
            let machine = value["machine"]?.stringValue, let boot = value["boot"]?.stringValue,
            let processes = value["processes"]?.stringValue, let pid = value["pid"]?.integerValue,
            let started = value["started"]?.stringValue, let beat = value["beat"]?.integerValue
        else { return nil }
        self.init(
            instance: instance,
            host: host,
            machine: machine,
            boot: boot,
            processes: processes,
            pid: pid,
            started: started,
            beat: beat
        )
    }
}

extension InboxFolder {
    private static let holderFile = FileName(fixed: "holder.json")

    /// Who says that it works on the inbox; `nil` if nobody does.
    ///
    /// - Throws: `FileError`, also if it cannot be read: that is not nobody.
    package func holder() throws(FileError) -> InboxHolder? { try self.holder(in: try OpenDirectory(at: self.path)) }

    func holder(in root: OpenDirectory) throws(FileError) -> InboxHolder? {
        for attempt in 1... {
            do {
                guard try root.status(Self.ownFolder)?.kind == .directory else { return nil }
                return InboxHolder(try root.directory(Self.ownFolder).read(Self.holderFile, limit: 1 << 16).bytes)
            } catch let error where error.kind == .missing {
                return nil
            } catch let error
                where attempt < 5 && [.resourceTemporarilyUnavailable, .staleNFSFileHandle].contains(error.errno)
            {
                // Replaced while it was read.
            }
        }
        return nil
    }

    /// Says who works on the inbox.
    package func write(_ holder: InboxHolder) throws(FileError) {
        try self.root().makeDirectory([Self.ownFolder]).replace(Self.holderFile, with: holder.bytes, .none)
    }

    /// Says that `holder` does not any more.
    package func leave(_ holder: InboxHolder) throws(FileError) {
        guard try self.holder()?.instance == holder.instance else { return }
        try self.root().directory(Self.ownFolder).remove(Self.holderFile)
    }

    /// Whether a lock in the inbox may not reach everybody who works on it.
    package func mayBeMountedElsewhere() throws(FileError) -> Bool { try self.root().silence != nil }
}
