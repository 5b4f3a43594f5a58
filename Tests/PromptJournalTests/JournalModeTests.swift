import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

/// What people have asked for, and what it has cost, is not for everybody on the machine.
struct JournalModeTests {
    private let folder: TemporaryFolder
    private let path: String
    private static let names = ["journal.sqlite", "journal.sqlite-shm", "journal.sqlite-wal"]

    init() throws {
        self.folder = try TemporaryFolder()
        self.path = self.folder.path(of: "journal.sqlite")
        try self.setMode(0o777, of: ".")
    }

    private func setMode(_ mode: Int, of name: String) throws {
        let path = self.folder.path(of: name)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private func mode(of name: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: self.folder.path(of: name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test func newFilesAreTheOwnersAlone() async throws {
        let journal = try Journal(path: self.path)
        try await journal.add(SampleJobs.claiming(), prompt: SampleJobs.prompt)
        #expect(try self.folder.names() == Self.names)
        for name in Self.names { #expect(try self.mode(of: name) == 0o600, "\(name)") }
    }

    /// Of an earlier promptd, or a backup that was put back; the log of a crash too.
    @Test(arguments: [0o644, 0o666, 0o640, 0o777])
    func filesThatAreOpenToOthersAreMended(mode: Int) async throws {
        let crashed = try Journal(path: self.path)
        try await crashed.add(SampleJobs.claiming(), prompt: SampleJobs.prompt)
        for name in Self.names { try self.setMode(mode, of: name) }
        let journal = try Journal(path: self.path)
        for name in Self.names { #expect(try self.mode(of: name) == 0o600, "\(name)") }
        #expect(try await journal.unsettled() == [SampleJobs.claiming()])
    }

    /// The file lies elsewhere: it is the one that counts.
    @Test func aLinkedFileIsMended() async throws {
        try self.folder.makeFolder("elsewhere")
        try self.folder.write("", to: "elsewhere/journal.sqlite")
        try self.folder.symbolicLink("journal.sqlite", to: "elsewhere/journal.sqlite")
        let journal = try Journal(path: self.path)
        try await journal.add(SampleJobs.claiming(), prompt: SampleJobs.prompt)
        for name in Self.names { #expect(try self.mode(of: "elsewhere/\(name)") == 0o600, "\(name)") }
    }

    /// A wrong path in the configuration must not take another program's file from its readers.
    @Test func aFileOfAnotherProgramKeepsItsMode() throws {
        try self.folder.write("no SQLite at all, and long enough to be seen as such", to: "journal.sqlite")
        try self.setMode(0o644, of: "journal.sqlite")
        #expect(throws: JournalError.self) { try Journal(path: self.path) }
        #expect(try self.mode(of: "journal.sqlite") == 0o644)
    }
}
