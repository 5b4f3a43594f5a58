/// A folder that has become read-only for everybody who comes by its path, while files of it may be open for writing.
///
/// A read-only mount of the folder over itself: a remount is refused as long as somebody writes. Needs root, as
/// `SmallFileSystem.isPossible` tells.
package final class ReadOnlyView: Sendable {
    private let path: String

    package init(of path: String) throws {
        self.path = path
        try SmallFileSystem.run(["mount", "--bind", path, path])
        try SmallFileSystem.run(["mount", "-o", "remount,bind,ro", path])
    }

    deinit {
        do {
            try SmallFileSystem.run(["umount", "-l", self.path])
        } catch {
            print("not unmounted: \(self.path): \(error)")
        }
    }
}
