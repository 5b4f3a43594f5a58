/// A limit of the kernel's to what one user may watch.
///
/// It is one of a user namespace of the program's own, so that nobody else meets it.
enum WatchLimit: String, CaseIterable, Sendable {
    case watches, instances

    /// Becomes the program that its arguments name: the inbox itself can be watched, and nothing else; or nothing at all.
    var script: String {
        "echo \(self == .watches ? 1 : 0) > /proc/sys/user/max_inotify_\(self.rawValue) && exec \"$0\" \"$@\""
    }

    static let isPossible: Bool = {
        do {
            let script = "exec unshare --map-root-user sh -c '\(Self.instances.script)' true"
            let ended = try Lab.bash(["-c", script])
            if ended.code != 0 { print("no limits: \(ended.output)") }
            return ended.code == 0
        } catch {
            print("no limits: \(error)")
            return false
        }
    }()
}
