import Foundation

/// Looks at what inbox and outbox lie on.
struct MountExamination {
    private let table: MountTable
    private let inbox: String
    private let outbox: String

    init(_ table: MountTable, inbox: String, outbox: String) {
        self.table = table
        self.inbox = inbox
        self.outbox = outbox
    }

    /// By this process's view.
    ///
    /// - Returns: nothing if a folder is not named, which is told elsewhere.
    static func findings(_ settings: Settings) -> [Finding] {
        do {
            let (inbox, outbox) = (try settings.folder(.inbox), try settings.folder(.outbox))
            let text = try String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
            let table = MountTable(mountinfo: text)
            return MountExamination(table, inbox: self.real(inbox), outbox: self.real(outbox)).findings
        } catch is ExitError {
            return []
        } catch {
            return [.warning("mounts", "what is mounted cannot be read: \(SystemReason.text(error))")]
        }
    }

    var findings: [Finding] {
        guard let inbox = self.table.mount(of: self.inbox), let outbox = self.table.mount(of: self.outbox) else {
            return [.warning("mounts", "inbox and outbox are on no mount that this process sees")]
        }
        let readOnly = [inbox, outbox].first(where: \.isReadOnly)
        if let readOnly {
            return [
                .failure("mounts", "\(readOnly.point) is mounted read-only", "mount -o remount,rw \(readOnly.point)")
            ]
        }
        guard inbox != outbox else {
            return [.ok("mounts", "inbox and outbox are on one file system, \(Self.text(inbox))")]
        }
        // Results are put together in the outbox itself, so that this is no harm.
        return [.ok("mounts", "the inbox is on \(Self.text(inbox)), the outbox on \(Self.text(outbox))")]
    }

    private static func text(_ mount: MountTable.Mount) -> String {
        "\(mount.type) at \(mount.point) (\(mount.source))"
    }

    /// The path without links, as the kernel knows it.
    static func real(_ path: String) -> String {
        URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    }
}
