import Foundation
import Glibc
import Testing

@testable import promptd

struct DataFoldersTests {
    private static func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private static func folders(_ workspace: Workspace) throws -> DataFolders {
        try DataFolders(inbox: workspace.inbox, outbox: workspace.outbox, state: workspace.state)
    }

    /// Catches a new state folder that lets others in where nothing is masked.
    @Test
    func aNewStateFolderIsForItsOwnerOnly() throws {
        let workspace = try Workspace(isEmpty: true)
        defer { workspace.discard() }
        let mask = umask(0)
        defer { umask(mask) }
        #expect(try Self.mode(Self.folders(workspace).state) == 0o700)
    }

    /// Catches one that was there before, by hand or from another version, and stays open to all.
    ///
    /// The power may have failed at any step of the first start.
    @Test(arguments: [
        [], ["lock", "lost+found"], ["lock", ".inbox.marker.tmp"], ["lock", "inbox.marker", ".outbox.marker.tmp"],
        ["inbox.marker", "outbox.marker"], ["journal.sqlite", "journal.sqlite-wal", "notes"],
    ])
    func anOpenStateFolderIsClosed(_ files: [String]) throws {
        let workspace = try Workspace()
        defer { workspace.discard() }
        for file in files { try Files.write("x", to: "\(workspace.state)/\(file)") }
        for mode in [0o755, 0o2770, 0o707, 0o1777] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: workspace.state)
            #expect(try Self.mode(Self.folders(workspace).state) == 0o700)
        }
        #expect(try Self.mode(workspace.inbox) != 0o700, "that is for all")
    }

    /// Catches a folder of somebody else's that is closed to them.
    @Test
    func aFolderWithOtherThingsIsLeftAsItIs() throws {
        let workspace = try Workspace()
        defer { workspace.discard() }
        try Files.write("x", to: "\(workspace.state)/report.odt")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: workspace.state)
        let error = #expect(throws: ExitError.self) { try Self.folders(workspace) }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains("chmod 700") == true)
        #expect(try Self.mode(workspace.state) == 0o755)
    }

    /// Catches a machine on which nobody else has a place for temporary files any more.
    @Test(arguments: ["/tmp", "/var/tmp", "/dev/shm"])
    func aPlaceOfEverybodysIsNeverPromptds(_ path: String) {
        #expect(!DataFolders.isOwn(path, []))
        #expect(!DataFolders.isOwn(path, ["journal.sqlite"]))
        #expect(DataFolders.isOwn("\(path)/state", ["journal.sqlite"]))
    }

    /// Catches folders that are closed although they are refused: the state folder may be somebody's inbox.
    @Test
    func nothingIsClosedThatIsRefused() throws {
        let workspace = try Workspace()
        defer { workspace.discard() }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: workspace.inbox)
        #expect(throws: ExitError.self) {
            try DataFolders(inbox: workspace.inbox, outbox: workspace.outbox, state: workspace.inbox)
        }
        #expect(try Self.mode(workspace.inbox) == 0o755)
    }
}
