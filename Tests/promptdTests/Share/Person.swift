import Glibc

/// An account of a test's own; this machine need not know it.
struct Person: Sendable {
    /// The group that may use the folders.
    static let group: gid_t = 64_900

    /// Whom the daemon runs as.
    static let promptd = Person(name: "promptd", user: 64_901, group: Self.group)
    static let anna = Person(name: "anna", user: 64_902, group: 64_902)
    static let ben = Person(name: "ben", user: 64_903, group: 64_903)
    static let all = [promptd, anna, ben]

    let name: String
    let user: uid_t
    /// Their own group; all are members of promptd's.
    let group: gid_t

    /// The lines that `/etc/passwd` and `/etc/group` need for all of them.
    static func accounts(passwd: String, group: String) -> (passwd: String, group: String) {
        // A machine may have a promptd of its own: the first line of a name counts.
        let people = Self.all.map { "\($0.name):x:\($0.user):\($0.group)::/nonexistent:/usr/sbin/nologin\n" }
        let members = Self.all.map(\.name).joined(separator: ",")
        let groups = Self.all.map {
            $0.group == Self.group ? "promptd:x:\(Self.group):\(members)\n" : "\($0.name):x:\($0.group):\n"
        }
        return (people.joined() + passwd, groups.joined() + group)
    }

    /// The arguments with which setpriv runs a command of sh as this person, under a umask.
    func shell(umask: String, _ command: [String]) -> [String] {
        [
            "--reuid", "\(self.user)", "--regid", "\(self.group)", "--groups", "\(Self.group)",
            "/bin/sh", "-c", "umask \(umask) && exec \"$@\"", "sh",
        ] + command
    }
}
