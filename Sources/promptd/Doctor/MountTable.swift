/// What is mounted where, as the kernel tells a process of its own view; nothing is asked of the file systems themselves.
struct MountTable: Equatable, Sendable {
    struct Mount: Equatable, Sendable {
        var point: String
        /// Such as `ext4`, `nfs4`, `cifs`, `fuse.rclone`.
        var type: String
        /// The source, such as `/dev/sda1` or `server:/share`.
        var source: String
        var isReadOnly: Bool
    }

    /// Later ones lie over earlier ones.
    private let mounts: [Mount]

    /// Source: proc_pid_mountinfo(5).
    init(mountinfo: String) {
        self.mounts = mountinfo.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard let end = fields.firstIndex(of: "-"), end > 5, fields.count > end + 2 else { return nil }
            return Mount(
                point: Self.unescaped(fields[4]),
                type: String(fields[end + 1]),
                source: Self.unescaped(fields[end + 2]),
                isReadOnly: fields[5].split(separator: ",").contains("ro")
            )
        }
    }

    /// The mount that `path`, which is absolute and has no links in it, lies on.
    func mount(of path: String) -> Mount? {
        self.mounts
            .filter { path == $0.point || path.hasPrefix($0.point == "/" ? "/" : "\($0.point)/") }
            .enumerated()
            .max { ($0.element.point.utf8.count, $0.offset) < ($1.element.point.utf8.count, $1.offset) }?
            .element
    }

    /// A space is written as `\040`, and so on.
    private static func unescaped(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            guard byte == UInt8(ascii: "\\"), digits.count == 3,
                let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            else {
                bytes.append(byte)
                continue
            }
            bytes.append(code)
            rest = rest.dropFirst(3)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
