import PromptFiles

/// Looks at the daemons on this machine: whether one alone works on the folders, and with what rights.
struct ProcessExamination {
    private let inbox: String
    private let outbox: String
    private let state: String
    private let serviceUser: UInt32?

    /// The paths are those that the kernel knows: absolute, without links.
    init(inbox: String, outbox: String, state: String, serviceUser: UInt32?) {
        self.inbox = inbox
        self.outbox = outbox
        self.state = state
        self.serviceUser = serviceUser
    }

    /// - Returns: nothing for daemons of other folders, or without any.
    func findings(_ daemons: [ProcessTable.Daemon]) -> [Finding] {
        let inboxLock = "\(self.inbox)/\(InboxFolder.ownFolder)/\(InboxFolder.lock)"
        let onInbox = daemons.filter { $0.open.contains(inboxLock) }
        let onState = daemons.filter { $0.open.contains("\(self.state)/\(InboxFolder.lock)") }
        let onOutbox = daemons.filter { daemon in
            daemon.open.contains { $0 == self.outbox || $0.hasPrefix("\(self.outbox)/") }
        }
        let all = Set((onInbox + onState + onOutbox).map(\.pid)).sorted()
        if all.count > 1 {
            let names = all.map { pid in
                let places = [("inbox", onInbox), ("state", onState), ("outbox", onOutbox)]
                    .filter { $0.1.contains { $0.pid == pid } }.map(\.0).joined(separator: " and ")
                return "pid \(pid) on \(places)"
            }
            return [
                .warning(
                    "processes",
                    "\(all.count) daemons work on these folders: \(names.joined(separator: ", "))",
                    "Give each daemon an inbox, an outbox and a state folder of its own, or stop one of them."
                )
            ]
        }
        return onInbox.flatMap(self.examine)
    }

    private func examine(_ daemon: ProcessTable.Daemon) -> [Finding] {
        var findings: [Finding] = []
        if daemon.isReplaced {
            findings.append(
                .warning(
                    "processes",
                    "pid \(daemon.pid) runs a program that has been replaced on disk since",
                    "systemctl restart promptd"
                )
            )
        }
        if let umask = daemon.umask, daemon.user == self.serviceUser, self.serviceUser != nil, umask & 0o070 != 0 {
            findings.append(
                .warning(
                    "umask",
                    "pid \(daemon.pid) takes rights away from the group (umask \(String(umask, radix: 8))): "
                        + "its members cannot use the results",
                    "Set UMask=0007 in the unit, and restart it."
                )
            )
        }
        return findings.isEmpty ? [.ok("processes", "pid \(daemon.pid) alone works on these folders")] : findings
    }
}

extension ProcessExamination {
    /// Looks at what runs, as far as this user may see it.
    ///
    /// - Returns: nothing if a folder is not named, which is told elsewhere.
    static func findings(_ settings: Settings) -> [Finding] {
        do throws(ExitError) {
            let examination = ProcessExamination(
                inbox: MountExamination.real(try settings.folder(.inbox)),
                outbox: MountExamination.real(try settings.folder(.outbox)),
                state: MountExamination.real(try settings.folder(.state)),
                serviceUser: ServiceUser.found?.user
            )
            return examination.findings(ProcessTable().daemons)
        } catch {
            return []
        }
    }
}
