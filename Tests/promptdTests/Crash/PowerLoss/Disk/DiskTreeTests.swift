import Glibc
import PromptCore
import Testing

/// Trees read from a real folder and written to one.
@Suite
struct DiskTreeTests {
    /// Catches a name, a content or a second name that is lost on the way to a disk and back.
    @Test
    func thereAndBack() throws {
        let workspace = try Workspace()
        let composed = DiskPath(bytes: [0xC3, 0xA9])
        let decomposed = DiskPath(bytes: [0x65, 0xCC, 0x81])
        let noText = DiskPath(bytes: [0xFF])
        let large = [UInt8](repeating: 7, count: 100_000)
        let tree = DiskTree([
            DiskTree.Entry(path: "a", content: .folder),
            DiskTree.Entry(path: "a/b", content: .file(large)),
            DiskTree.Entry(path: "a-b", content: .link("a/b")),
            DiskTree.Entry(path: "empty", content: .file([])),
            DiskTree.Entry(path: decomposed, content: .file([1])),
            DiskTree.Entry(path: composed, content: .file([2])),
            DiskTree.Entry(path: noText, content: .file([3])),
        ])
        let place = "\(workspace.path)/tree"
        try tree.write(to: place)
        #expect(try DiskTree(reading: place) == tree)
        #expect(tree.file("a-b") == large)
        let some = try DiskTree(reading: place, only: [FileName(fixed: "a"), FileName(fixed: "empty")])
        #expect(some.paths == ["a", "a/b", "empty"])
        try workspace.remove()
    }

    /// Catches something else than a file that is passed over.
    @Test
    func noFile() throws {
        let workspace = try Workspace()
        try SystemTrouble.check("link", "link", symlink("inbox", "\(workspace.path)/link"))
        #expect(throws: SystemTrouble.self) { try DiskTree(reading: workspace.path) }
        try workspace.remove()
    }
}
