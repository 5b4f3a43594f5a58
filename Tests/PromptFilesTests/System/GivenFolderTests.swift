import Glibc
import PromptTesting
import Testing

@testable import PromptFiles

struct GivenFolderTests {
    let folder: TemporaryFolder

    init() throws {
        self.folder = try TemporaryFolder()
        try self.folder.makeFolder("given")
    }

    private var given: GivenFolder { GivenFolder(at: self.folder.path(of: "given")) }

    /// Catches a descriptor for each piece of work, and one that keeps a disk from being unmounted when there is none.
    @Test func isOpenOnceAndOnlyWhileInUse() throws {
        let given = self.given
        var first: OpenDirectory? = try given.open().folder
        let second = try given.open()
        #expect(first === second.folder)
        #expect(try second.status == second.folder.status())
        weak let last = first
        first = nil
        withExtendedLifetime(second) { #expect(last != nil) }
    }

    @Test func isClosedWithItsLastUse() throws {
        let given = self.given
        weak let last = try given.open().folder
        #expect(last == nil)
    }

    /// Catches work in a folder that its path does not lead to any more.
    @Test func isWhatThePathLeadsToNow() throws {
        try self.folder.makeFolder("a")
        try self.folder.makeFolder("b")
        try self.folder.symbolicLink("link", to: "a")
        let given = GivenFolder(at: self.folder.path(of: "link"))
        let first = try given.open()
        try self.folder.remove("link")
        let failure = #expect(throws: FileError.self) { try given.open() }
        #expect(failure?.kind == .missing && failure?.isAtRoot == true)
        try self.folder.symbolicLink("link", to: "b")
        let second = try given.open()
        #expect(first.folder !== second.folder)
        #expect(!first.status.isSameFile(as: second.status))
    }

    /// Catches a folder that has been closed to promptd, and is worked in by an old descriptor.
    @Test func isOpenedAnewWhenItsModeChanges() throws {
        let given = self.given
        let first = try given.open().folder
        #expect(unsafe chmod(self.folder.path(of: "given"), 0o700) == 0)
        let second = try given.open().folder
        #expect(first !== second)
        #expect(try given.open().folder === second)
    }
}
