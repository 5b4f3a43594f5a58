import Glibc
import PromptCore
import PromptTesting
import SystemPackage
import Testing

@testable import PromptFiles

/// What a file system cannot do is found before anything is paid for.
struct FolderProbeTests {
    private let folder: TemporaryFolder

    init() throws {
        self.folder = try TemporaryFolder()
    }

    private func check(_ calls: [(FailingCalls.Call, CInt)]) async throws -> FileError? {
        let path = self.folder.path
        return try await FailingCalls.run(calls) {
            do throws(FileError) {
                try FolderProbe.check(try OpenDirectory(at: path), path: path, takesDownloads: true)
                return nil
            } catch {
                return error
            }
        }
    }

    /// Catches a file system that is refused although there is another way, and what the probe leaves behind.
    @Test(arguments: [[], [(FailingCalls.Call.renameWithoutReplacing, EINVAL)]])
    func whatHasAnotherWayWillDo(_ calls: [(FailingCalls.Call, CInt)]) async throws {
        #expect(try await self.check(calls) == nil)
        #expect(try await self.check(calls + [(.link, EIO)]) == nil)
        #expect(try self.folder.names(in: ".promptd") == [])
    }

    /// Catches results that are paid for and cannot be put anywhere.
    @Test func whatCannotBeFlushedIsRefused() async throws {
        let failure = try await self.check([(.flush, EIO)])
        #expect(failure?.isAtRoot == true && failure?.errno == .ioError)
        // What a probe before has left is no obstacle.
        #expect(try await self.check([]) == nil)
    }

    /// Catches what broken-off probes leave for ever, and one that is in another's way.
    @Test func leftoversGoAndOthersStay() throws {
        try self.folder.makeFolder(".promptd")
        for name in [".promptd/.probe-a-1", ".promptd/.probe-b-2"] as [TemporaryFolder.Path] {
            try self.folder.write("left", to: name)
        }
        try self.folder.setModified(".promptd/.probe-a-1", to: 1_700_000_000)
        try FolderProbe.check(try OpenDirectory(at: self.folder.path), path: "x", takesDownloads: true)
        #expect(try self.folder.names(in: ".promptd") == [".probe-b-2"])
    }
}
