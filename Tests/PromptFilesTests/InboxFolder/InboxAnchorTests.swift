import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

/// What promptd does when the folder with its lock vanishes under it.
struct InboxAnchorTests {
    private let folder: TemporaryFolder
    private let inbox: InboxFolder

    init() throws {
        self.folder = try TemporaryFolder()
        try self.folder.makeFolder("inbox")
        self.inbox = try Self.start(self.folder, "render1")
    }

    private static func start(_ folder: TemporaryFolder, _ host: String) throws -> InboxFolder {
        let path = folder.path(of: "inbox")
        return InboxFolder(path: path, anchor: try InboxAnchor(try OpenDirectory(at: path), path: path, host: host))
    }

    private func removeOwnFolder() throws {
        try FileManager.default.removeItem(atPath: self.folder.path(of: "inbox/.promptd"))
    }

    private func failure() -> FileError? {
        #expect(throws: FileError.self) { try self.inbox.root() }
    }

    /// A mirroring tool removes what it does not know; the inbox is still the same folder.
    @Test(arguments: ["folder", "lock"])
    func takesItsLockAgainInTheSameFolder(removed: String) throws {
        for _ in 1...2 {
            if removed == "folder" {
                try self.removeOwnFolder()
            } else {
                try self.folder.remove("inbox/.promptd/lock")
            }
            #expect(try self.inbox.root().status(.named(".promptd"))?.kind == .directory)
            #expect(try self.folder.text(of: "inbox/.promptd/lock").hasSuffix(" on render1\n"))
            #expect(throws: InstanceLock.TakenError.self) { try Self.start(self.folder, "render2") }
        }
        #expect(try self.folder.openDescriptors() <= 1)
    }

    /// Synchronising tools bring back what was removed, as a new file.
    @Test func takesALockThatWasBroughtBack() throws {
        try self.folder.remove("inbox/.promptd/lock")
        try self.folder.write("pid 1 on elsewhere\n", to: "inbox/.promptd/lock")
        #expect(throws: Never.self) { try self.inbox.root() }
        #expect(throws: InstanceLock.TakenError.self) { try Self.start(self.folder, "render2") }
    }

    /// Many threads ask at once; one lock is made.
    @Test func isTakenOnceByManyThreads() async throws {
        try self.removeOwnFolder()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<32 { group.addTask { _ = try await Blocking.run(.inbox) { try self.inbox.root() } } }
            try await group.waitForAll()
        }
        #expect(throws: InstanceLock.TakenError.self) { try Self.start(self.folder, "render2") }
    }

    /// An empty mount point, or a folder that has taken the inbox's place, must not look as if all prompts were deleted.
    @Test(arguments: [false, true])
    func anotherFolderIsNotTheInbox(hasOwnFolder: Bool) throws {
        try self.folder.rename("inbox", to: "unmounted")
        try self.folder.makeFolder("inbox")
        if hasOwnFolder { try self.folder.makeFolder("inbox/.promptd") }
        #expect(self.failure()?.kind == .away)
        #expect(!self.folder.exists("inbox/.promptd/lock"))
        if hasOwnFolder { try self.removeOwnFolder() }
        try self.folder.remove("inbox")
        #expect(self.failure()?.kind == .missing)
        try self.folder.rename("unmounted", to: "inbox")
        #expect(throws: Never.self) { try self.inbox.root() }
    }

    /// Another promptd, of another state folder, has found the inbox without a lock: it works there now, and is named.
    @Test func anotherThatHasTakenOverIsLeftAlone() throws {
        try self.removeOwnFolder()
        let other = try Self.start(self.folder, "render2\u{1B}[2J")
        let failure = self.failure()
        #expect(failure?.kind == .away)
        let text = failure?.description ?? ""
        #expect(text.contains(" on render2 [2J)") && text.contains("its lock was removed meanwhile"), "\(text)")
        withExtendedLifetime(other) {}
    }

    /// What cannot be made again is told as what it is, so that the advice fits.
    @Test func aFolderThatIsNoFolderIsToldAsSuch() throws {
        try self.removeOwnFolder()
        try self.folder.write("", to: "inbox/.promptd")
        #expect(self.failure()?.kind == .wrongKind)
    }

    /// Restarting leads on only if the folder is made again, so that the message has to say so.
    @Test func theAdviceSaysWhatToMake() {
        let text = FileError.foreignInbox("/srv/in").description
        #expect(
            text.contains("make /srv/in/.promptd (mkdir, as the user that promptd runs as) and start promptd again")
        )
    }
}
