import Glibc

/// A person who puts files into the inbox of a rig whose promptd runs as somebody else; both are nobody special.
///
/// Needs root; tests that use one are enabled by `isPossible`.
struct OtherUser {
    /// Why tests without one are off.
    static let reason = "needs root, setpriv, and a program that everybody may run"

    private static let (daemon, person, group): (uid_t, uid_t, gid_t) = (64_998, 64_999, 64_998)
    private static let setpriv = "/usr/bin/setpriv"

    static let isPossible: Bool = {
        guard geteuid() == 0, Files.exists(Self.setpriv) else { return false }
        do {
            let workspace = try Workspace()
            defer { workspace.discard() }
            let process = try ChildProcess(
                Self.setpriv,
                Self.identity + [try Program.path(), "--version"],
                environment: ["PATH": "/usr/bin:/bin"],
                folder: "/",
                output: "\(workspace.path)/out",
                errors: "\(workspace.path)/err"
            )
            var exit = process.exit
            while exit == nil {
                usleep(5000)
                exit = process.exit
            }
            return exit == .code(0)
        } catch {
            print("no other user: \(error)")
            return false
        }
    }()

    private static let identity = [
        "--reuid", "\(Self.daemon)", "--regid", "\(Self.group)", "--clear-groups", "--no-new-privs",
    ]

    private let rig: Rig

    /// Gives the rig's folders to promptd's user, with an inbox in which its group may write.
    init(of rig: Rig) throws {
        self.rig = rig
        let workspace = rig.workspace
        try SystemTrouble.check("open", workspace.path, Glibc.chmod(workspace.path, 0o755))
        for folder in [workspace.inbox, workspace.outbox, workspace.state] {
            try SystemTrouble.check("give away", folder, chown(folder, Self.daemon, Self.group))
        }
        try SystemTrouble.check("open", workspace.inbox, Glibc.chmod(workspace.inbox, 0o2775))
    }

    /// Starts `promptd run` as its own user.
    func startDaemon(_ flags: [String] = [], umask: String = "022") throws -> ChildProcess {
        let workspace = self.rig.workspace
        let script = "umask \(umask); exec \"$0\" \"$@\""
        return try self.rig.spawn(
            "/bin/sh",
            ["-c", script, Self.setpriv] + Self.identity + [try Program.path(), "run"] + self.rig.places() + Rig.quick
                + flags,
            [:],
            output: "\(workspace.path)/daemon.out",
            errors: "daemon.err"
        )
    }

    func makeFolder(_ name: String, _ mode: mode_t) throws {
        let path = "\(self.rig.workspace.inbox)/\(name)"
        try Files.makeFolder(path)
        try SystemTrouble.check("give away", path, chown(path, Self.person, Self.group))
        try self.chmod(name, mode)
    }

    /// Puts a prompt of the person's own into the inbox in one go.
    func drop(_ name: String, _ content: String, _ mode: mode_t = 0o644) throws {
        let path = "\(self.rig.workspace.path)/arriving"
        try Files.write(content, to: path)
        try SystemTrouble.check("give away", path, chown(path, Self.person, Self.group))
        try SystemTrouble.check("set the rights of", path, Glibc.chmod(path, mode))
        try Files.move(path, self.rig.workspace.prompt(name))
    }

    func chmod(_ name: String, _ mode: mode_t) throws {
        let path = "\(self.rig.workspace.inbox)/\(name)"
        try SystemTrouble.check("set the rights of", path, Glibc.chmod(path, mode))
    }

    static func mode(_ path: String) throws -> mode_t {
        var found = stat()
        try SystemTrouble.check("look at", path, stat(path, &found))
        return found.st_mode & 0o777
    }
}
