import Glibc
import PromptTesting

/// A disk in trouble, until `end`.
final class TroubledDisk {
    private let disk: SmallFileSystem
    private var view: ReadOnlyView?
    private let root: Int32

    /// Mounts a disk without trouble over a folder.
    init(at path: String) throws {
        self.disk = try SmallFileSystem(at: path, kilobytes: Self.kilobytes)
        self.root = try SystemTrouble.check("open", path, open(path, O_DIRECTORY | O_CLOEXEC))
    }

    deinit {
        close(self.root)
    }

    /// A way into the folder on which it can be written although it is read-only by its path.
    var backDoor: String { "/proc/self/fd/\(self.root)" }

    private static let kilobytes = 200_000

    func begin(_ kind: DiskTrouble.Kind) throws {
        switch kind {
        case .full: try self.disk.fill()
        case .outOfFiles: try self.disk.limitFiles()
        case .readOnly: self.view = try ReadOnlyView(of: self.disk.path)
        }
    }

    /// Leaves room for so many more files and folders.
    func leaveFiles(_ count: Int) throws {
        try self.disk.limitFiles(toMore: count)
    }

    func end() throws {
        self.view = nil
        try self.disk.resize(kilobytes: Self.kilobytes)
        try self.disk.allowFiles(10_000)
    }
}
