import Foundation
import Glibc
import PromptTesting

/// A real Samba server with accounts, processes and a network of its own (`Tests/Lab/samba.sh`).
///
/// Needs root, samba and smbclient; tests that use one are enabled by `isPossible`.
struct SambaServer: Sendable {
    /// Why tests without one are off.
    static let reason = "needs root, samba, smbclient, and namespaces of its own"
    private static let password = "a-word-of-the-tests"

    let folder: String
    private let process: ChildProcess

    static let isPossible: Bool = {
        do {
            let script = """
                set -e
                command -v smbd smbpasswd smbclient nsenter setpriv
                /usr/bin/python3 -c 'from samba.samba3 import libsmb_samba_internal'
                unshare --mount --net --pid --fork --mount-proc --propagation private true
                "$@"
                """
            let version = ["/usr/bin/setpriv"] + Person.promptd.shell(umask: "0007", [try Program.path(), "--version"])
            let ended = try Lab.bash(["-c", script, "sh"] + version)
            if ended.code != 0 { print("no Samba server: \(ended.output)") }
            return ended.code == 0
        } catch {
            print("no Samba server: \(error)")
            return false
        }
    }()

    /// Starts one with these shares, as smb.conf writes them, and waits until it answers.
    static func started(_ shares: String, in rig: Rig) async throws -> SambaServer {
        let folder = "\(rig.workspace.path)/samba"
        try Files.makeFolder(folder)
        let kinds = ["lock", "state", "cache", "private", "pid", "ncalrpc"]
        for kind in kinds { try Files.makeFolder("\(folder)/\(kind)") }
        let own = """
            lock directory = \(folder)/lock
            state directory = \(folder)/state
            cache directory = \(folder)/cache
            private dir = \(folder)/private
            pid directory = \(folder)/pid
            ncalrpc dir = \(folder)/ncalrpc
            """
        // What Debian's own configuration says of shares is Samba's default; the rest keeps it off this machine.
        let global = """
            [global]
            server role = standalone server
            passdb backend = tdbsam
            interfaces = lo
            bind interfaces only = yes
            disable spoolss = yes
            load printers = no
            usershare path =
            log file = \(folder)/log
            \(own)
            """
        try Files.write("\(global)\n\(shares)\n", to: "\(folder)/smb.conf")
        try Files.write("[global]\n\(own)\n", to: "\(folder)/client.conf")
        let accounts = Person.accounts(passwd: try Files.text("/etc/passwd"), group: try Files.text("/etc/group"))
        try Files.write(accounts.passwd, to: "\(folder)/passwd")
        try Files.write(accounts.group, to: "\(folder)/group")
        let users = [Person.anna, .ben].map(\.name)
        let process = try rig.spawn(
            "/usr/bin/unshare",
            ["--mount", "--net", "--pid", "--fork", "--mount-proc", "--kill-child=KILL", "--propagation", "private"]
                + ["/bin/bash", Repository.path("Tests/Lab/samba.sh"), folder, Self.password] + users,
            ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"],
            output: "\(folder)/out",
            errors: "samba/errors"
        )
        let server = SambaServer(folder: folder, process: process)
        let share = shares.components(separatedBy: "[").dropFirst().first?.components(separatedBy: "]").first
        try await waiting(until: "Samba's first answer") {
            guard process.exit == nil else { throw NeverCame(description: "Samba ended: \(try server.said)") }
            return try await server.answer(rig, .anna, share ?? "", ["exit"]).exit == .code(0)
        }
        return server
    }

    /// What it has said for itself.
    var said: String {
        get throws {
            try ["out", "errors", "log"].map { try Files.text("\(self.folder)/\($0)").suffix(2000) }.joined()
        }
    }

    /// Runs commands of smbclient as somebody who uses a share.
    func answer(_ rig: Rig, _ person: Person, _ share: String, _ commands: [String]) async throws -> Rig.Finished {
        let client = [
            "/usr/bin/smbclient", "-s", "\(self.folder)/client.conf", "-U", "\(person.name)%\(Self.password)",
            "//127.0.0.1/\(share)", "-c", commands.joined(separator: "; "),
        ]
        return try await rig.finish("/usr/bin/nsenter", ["-t", "\(self.process.pid)", "-n"] + client)
    }

    /// Starts an upload that goes step by step (`Tests/Lab/upload.py`).
    func upload(_ rig: Rig, _ person: Person, _ share: String, _ name: String, _ steps: [String], output: String) throws
        -> ChildProcess
    {
        let client = [
            "/usr/bin/python3", Repository.path("Tests/Lab/upload.py"), "\(self.folder)/client.conf", share,
            person.name, Self.password, name,
        ]
        return try rig.spawn(
            "/usr/bin/nsenter",
            ["-t", "\(self.process.pid)", "-n"] + client + steps,
            [:],
            output: output,
            errors: "upload.err"
        )
    }

    /// Ends it in good order, so that nothing of it is left; whatever it does, it ends with the rig.
    func stop() async throws {
        guard self.process.exit == nil else { return }
        let pid = self.process.pid
        let children = try Files.text("/proc/\(pid)/task/\(pid)/children").split(separator: " ")
        // The first process of its own: with it all others end.
        for child in children.compactMap({ pid_t($0) }) { kill(child, SIGTERM) }
        _ = try await self.process.waitForExit()
    }
}
