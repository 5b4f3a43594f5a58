import PromptTesting
import Testing

@testable import promptd

struct ProcessExaminationTests {
    private static let examination = ProcessExamination(
        inbox: "/srv/in",
        outbox: "/srv/out",
        state: "/var/state",
        serviceUser: 7
    )

    private static func daemon(
        _ pid: Int,
        _ open: Set<String>,
        user: UInt32 = 7,
        umask: UInt32 = 0o007,
        isReplaced: Bool = false
    ) -> ProcessTable.Daemon {
        .init(pid: pid, open: open, user: user, umask: umask, isReplaced: isReplaced)
    }

    /// Catches two daemons on one folder that are taken for one, and one of other folders that is taken for a second.
    @Test
    func secondDaemons() {
        let first = Self.daemon(1, ["/srv/in/.promptd/lock", "/var/state/lock", "socket:[1]"])
        func levels(_ daemons: ProcessTable.Daemon...) -> [Finding.Level] {
            Self.examination.findings(daemons).map(\.level)
        }
        #expect(levels(first) == [.ok])
        #expect(levels() == [])
        #expect(levels(first, Self.daemon(2, ["/srv/studio/.promptd/lock", "/srv/outer"])) == [.ok])
        #expect(levels(first, Self.daemon(2, ["/srv/out/x"])) == [.warning])
        #expect(levels(first, Self.daemon(2, ["/var/state/lock"])) == [.warning])
    }

    /// Catches a program that was upgraded under a daemon, and a umask that keeps people from their results.
    @Test
    func whatADaemonRunsWith() {
        let locks: Set = ["/srv/in/.promptd/lock", "/var/state/lock"]
        func levels(_ daemon: ProcessTable.Daemon) -> [Finding.Level] {
            Self.examination.findings([daemon]).map(\.level)
        }
        #expect(levels(Self.daemon(1, locks, isReplaced: true)) == [.warning])
        #expect(levels(Self.daemon(1, locks, umask: 0o077)) == [.warning])
        #expect(levels(Self.daemon(1, locks, user: 1000, umask: 0o077)) == [.ok], "somebody's own")
    }

    /// Catches a daemon that is not found among the processes, and another program that is taken for one.
    @Test
    func processes() throws {
        let folder = try TemporaryFolder()
        for pid in [1, 20, 30, 40] { try folder.makeFolder(.init("\(pid)")) }
        try folder.write("/sbin/init\0", to: "1/cmdline")
        try folder.write("/usr/bin/promptd\0run\0--config\0x\0", to: "20/cmdline")
        try folder.write("Name:\tpromptd\nUmask:\t0007\nUid:\t7\t7\t7\t7\n", to: "20/status")
        try folder.makeFolder("20/fd")
        try folder.symbolicLink("20/fd/5", to: "/srv/in/.promptd/lock")
        try folder.symbolicLink("20/exe", to: "/usr/bin/promptd (deleted)")
        try folder.write("/usr/bin/promptd\0doctor\0", to: "30/cmdline")
        try folder.write("/usr/bin/other\0run\0", to: "40/cmdline")
        let found = ProcessTable(folder.path).daemons
        #expect(found == [Self.daemon(20, ["/srv/in/.promptd/lock"], isReplaced: true)])
    }
}
