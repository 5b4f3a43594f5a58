import Testing

@testable import promptd

struct MountExaminationTests {
    private static let table = MountTable(
        mountinfo: #"""
            21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
            40 21 0:30 / /srv rw - xfs /dev/vdb rw
            41 40 0:31 / /srv/a\040b rw,nosuid shared:2 master:3 - nfs4 server:/a\040b rw,vers=4.2
            42 40 0:32 / /srv/cd ro - cifs //server/cd ro
            43 41 0:33 / /srv/a\040b rw - fuse.rclone cloud: rw
            garbage
            """#
    )

    /// Catches a folder that is said to be on another mount than it is.
    @Test(arguments: [
        ("/home/anna", "/", "ext4"), ("/srv", "/srv", "xfs"), ("/srv/a", "/srv", "xfs"), ("/srvx", "/", "ext4"),
        ("/srv/a b/inbox", "/srv/a b", "fuse.rclone"), ("/srv/cd", "/srv/cd", "cifs"), ("/", "/", "ext4"),
    ])
    func mounts(_ path: String, _ point: String, _ type: String) throws {
        let mount = try #require(Self.table.mount(of: path))
        #expect(mount.point == point && mount.type == type)
    }

    /// Catches a read-only mount that is called right.
    @Test
    func levels() {
        func findings(_ inbox: String, _ outbox: String) -> [Finding] {
            MountExamination(Self.table, inbox: inbox, outbox: outbox).findings
        }
        #expect(findings("/srv/in", "/srv/out").map(\.level) == [.ok])
        #expect(findings("/srv/in", "/home/out").map(\.level) == [.ok])
        #expect(findings("/srv/in", "/srv/cd/out").map(\.level) == [.failure])
        let none = MountExamination(MountTable(mountinfo: ""), inbox: "/a", outbox: "/b").findings
        #expect(none.map(\.level) == [.warning])
    }
}
