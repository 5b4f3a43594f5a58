import Foundation
import Glibc

/// A second view of a folder through a file system in user space, as a share is one: it has device, inodes and locks of its
/// own, brings no events, and may answer from a cache.
///
/// Needs bindfs and a kernel that lets it mount; tests that use one are enabled by `isPossible`.
final class SharedView {
    let path: String
    private let process: ChildProcess

    /// Why tests without one are off.
    static let reason = "needs root, bindfs and /dev/fuse"

    static let isPossible: Bool = {
        do {
            let workspace = try Workspace()
            defer { workspace.discard() }
            _ = try SharedView(of: workspace.inbox, in: workspace)
            return true
        } catch {
            print("no shared views: \(error)")
            return false
        }
    }()

    /// Mounts a view of `folder` on a new folder of the workspace, with options of bindfs.
    init(of folder: String, in workspace: Workspace, _ options: [String] = []) throws {
        let path = "\(folder)-view-\(UUID().uuidString)"
        try Files.makeFolder(path)
        self.path = path
        self.process = try ChildProcess(
            "/usr/bin/bindfs",
            ["-f"] + options + [folder, path],
            environment: ["PATH": "/usr/bin:/bin"],
            folder: workspace.path,
            output: "\(path).out",
            errors: "\(path).err"
        )
        let device = try Self.device(of: folder)
        let end = ContinuousClock.now + .seconds(20)
        while try Self.device(of: path) == device {
            guard self.process.exit == nil, ContinuousClock.now < end else {
                throw NeverCame(description: "no view of \(folder): \(try Files.text("\(path).err"))")
            }
            usleep(5000)
        }
    }

    /// From now on nothing that is asked of it is answered, until it is to go on.
    func hang(_ isHanging: Bool = true) { self.process.send(isHanging ? SIGSTOP : SIGCONT) }

    deinit {
        self.hang(false)
        if umount2(self.path, Int32(MNT_DETACH)) != 0 { print("still mounted: \(self.path)") }
        self.process.end()
    }

    private static func device(of path: String) throws -> UInt64 {
        var found = stat()
        try SystemTrouble.check("look at", path, stat(path, &found))
        return UInt64(found.st_dev)
    }
}
