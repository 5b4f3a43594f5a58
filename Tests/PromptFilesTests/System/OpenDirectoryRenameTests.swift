import Glibc
import PromptCore
import PromptTesting
import SystemPackage
import Testing

@testable import PromptFiles

struct OpenDirectoryRenameTests {
    /// How the file system answers: as this one does, or as others do that cannot rename without replacing.
    enum Ability: CaseIterable {
        case full, linksOnly, linksOnlyOlder, neither, neitherWithBrokenAnswer

        var failing: [(FailingCalls.Call, CInt)] {
            switch self {
            case .full: []
            // NFS.
            case .linksOnly: [(.renameWithoutReplacing, EINVAL)]
            case .linksOnlyOlder: [(.renameWithoutReplacing, ENOSYS)]
            // SMB, exFAT.
            case .neither: [(.renameWithoutReplacing, EINVAL), (.link, EPERM)]
            // rclone.
            case .neitherWithBrokenAnswer: [(.renameWithoutReplacing, EINVAL), (.link, EIO)]
            }
        }
    }

    private let folder: TemporaryFolder
    private let directory: OpenDirectory

    init() throws {
        self.folder = try TemporaryFolder()
        self.directory = try OpenDirectory(at: self.folder.path)
    }

    private func rename(_ ability: Ability) async throws {
        let directory = self.directory
        try await FailingCalls.run(ability.failing) { try directory.rename(.named("old"), to: .named("new")) }
    }

    private func renameFails(_ ability: Ability) async -> FileError.Kind? {
        await #expect(throws: FileError.self) { try await self.rename(ability) }?.kind
    }

    @Test(arguments: Ability.allCases)
    func renamesAFile(ability: Ability) async throws {
        try self.folder.write("x", to: "old")
        try await self.rename(ability)
        #expect(try self.folder.names() == ["new"])
        #expect(try self.folder.text(of: "new") == "x")
    }

    @Test(arguments: Ability.allCases)
    func renamesAFolder(ability: Ability) async throws {
        try self.folder.makeFolder("old")
        try self.folder.write("x", to: "old/file")
        try await self.rename(ability)
        #expect(try self.folder.text(of: "new/file") == "x")
        #expect(!self.folder.exists("old"))
    }

    @Test(arguments: Ability.allCases)
    func neverReplacesAFile(ability: Ability) async throws {
        try self.folder.write("x", to: "old")
        try self.folder.write("precious", to: "new")
        #expect(await self.renameFails(ability) == .exists)
        #expect(try self.folder.text(of: "new") == "precious")
        #expect(try self.folder.text(of: "old") == "x")
    }

    /// A plain rename would replace an empty folder without a word.
    @Test(arguments: Ability.allCases)
    func neverReplacesAFolder(ability: Ability) async throws {
        try self.folder.makeFolder("old")
        try self.folder.write("x", to: "old/file")
        try self.folder.makeFolder("new")
        #expect(await self.renameFails(ability) == .exists)
        #expect(try self.folder.names(in: "new") == [])
        #expect(try self.folder.names(in: "old") == ["file"])
    }

    @Test(arguments: Ability.allCases)
    func saysThatTheOldNameIsGone(ability: Ability) async throws {
        #expect(await self.renameFails(ability) == .missing)
        #expect(try self.folder.names() == [])
    }

    /// A rename between two links of one file does nothing and reports success.
    @Test(arguments: Ability.allCases)
    func removesTheOldNameOfAFileThatShowsUnderBoth(ability: Ability) async throws {
        try self.folder.write("x", to: "old")
        try self.folder.link("old", to: "new")
        let directory = self.directory
        try await FailingCalls.run(ability.failing) {
            try directory.rename(.named("old"), to: .named("new"), repairing: true)
        }
        #expect(try self.folder.names() == ["new"])
    }

    /// Another machine's rename that is under way looks the same.
    @Test(arguments: Ability.allCases)
    func repairsNothingUnlessItIsAsked(ability: Ability) async throws {
        try self.folder.write("x", to: "old")
        try self.folder.link("old", to: "new")
        #expect(await self.renameFails(ability) == .exists)
        #expect(try self.folder.names() == ["new", "old"])
    }

    /// Two machines rename one file step by step: whoever makes the link has it, at whatever step the other comes.
    @Test func oneOfTwoThatRenameByLinkWins() async throws {
        try self.folder.write("x", to: "old")
        let directory = self.directory
        try directory.link(.named("old"), .named("new"))
        #expect(await self.renameFails(.linksOnly) == .exists)
        try directory.remove(.named("old"))
        #expect(await self.renameFails(.linksOnly) == .missing)
        #expect(try self.folder.names() == ["new"])
    }

    /// What the disk says of itself is no sign of a file system without links.
    @Test(arguments: [ENOSPC, EDQUOT, EROFS, EACCES])
    func takesNoOtherWayAroundAnAnswerOfTheDisk(errno: CInt) async throws {
        try self.folder.write("x", to: "old")
        let directory = self.directory
        let failure = await #expect(throws: FileError.self) {
            try await FailingCalls.run([(.renameWithoutReplacing, EINVAL), (.link, errno)]) {
                try directory.rename(.named("old"), to: .named("new"))
            }
        }
        #expect(failure?.errno.rawValue == errno)
        #expect(try self.folder.names() == ["old"])
    }

    @Test func renamesOverAnotherFileAndLeavesOneName() throws {
        for isLink in [false, true] {
            try self.folder.write("x", to: "old")
            if isLink { try self.folder.remove("new") }
            try isLink ? self.folder.link("old", to: "new") : self.folder.write("y", to: "new")
            try self.directory.rename(.named("old"), over: .named("new"))
            #expect(try self.folder.names() == ["new"])
            #expect(try self.folder.text(of: "new") == "x")
        }
    }

    @Test func isNotDoneUntilItIsFlushed() async throws {
        try self.folder.write("x", to: "old")
        let directory = self.directory
        let failure = await #expect(throws: FileError.self) {
            try await FailingCalls.run([(.flush, EIO)]) { try directory.rename(.named("old"), to: .named("new")) }
        }
        #expect(failure?.kind == .inputOutput)
    }
}
