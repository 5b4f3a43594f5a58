import Foundation
import PromptCore
import PromptFiles
import Testing

@testable import promptd

struct StatusTests {
    /// Catches advice for another trouble than the one at hand.
    @Test(arguments: [
        ("no inbox", "there is no folder"), ("no own folder", "was removed (by a mirroring tool?)"),
        ("a folder in its place", "cannot be read"),
    ])
    func saysWhatIsMissing(_ trouble: String, _ words: String) throws {
        let workspace = try Workspace(isEmpty: true)
        defer { workspace.discard() }
        if trouble != "no inbox" { try Files.makeFolder(workspace.inbox) }
        if trouble == "a folder in its place" {
            try Files.makeFolder("\(workspace.inbox)/.promptd")
            try Files.makeFolder("\(workspace.inbox)/.promptd/status.json")
        }
        let error = #expect(throws: ExitError.self) { try Status.bytes(inbox: workspace.inbox) }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    /// Catches a daemon that works and is told as none, with the advice to start another, since a tool has removed its folder
    /// from the inbox.
    @Test
    func aDaemonWhoseFolderIsGoneIsSeenByItsLock() throws {
        let workspace = try Workspace()
        defer { workspace.discard() }
        let state = try OpenDirectory(at: workspace.state)
        let lock = try InstanceLock(InboxFolder.lock, in: state, folder: workspace.state, host: "here")
        // The kernel lists the newest first, and more of them than one reading brings.
        let others = try (0..<150).map { number in
            let name = try #require(FileName(Array("lock-\(number)".utf8)))
            return try InstanceLock(name, in: state, folder: workspace.state, host: "here")
        }
        let error = #expect(throws: ExitError.self) {
            try Status.bytes(inbox: workspace.inbox, state: workspace.state)
        }
        #expect(error?.code == .tryAgain)
        #expect(error?.message.contains("works here (pid ") == true && error?.message.contains("start") == false)
        withExtendedLifetime((lock, others)) {}
    }

    /// Catches another lock, or a reader's, taken for a daemon's.
    @Test(
        arguments: [
            ("1: FLOCK  ADVISORY  WRITE 4711 08:01:131 0 EOF", "pid 4711"),
            ("1: POSIX  ADVISORY  WRITE 4711 08:01:131 0 EOF", nil),
            ("1: FLOCK  ADVISORY  READ 4711 08:01:131 0 EOF", nil),
            ("1: FLOCK  ADVISORY  WRITE 4711 08:01:1310 0 EOF", nil),
            ("1: -> FLOCK  ADVISORY  WRITE 4711 08:01:131 0 EOF", nil), ("", nil),
        ] as [(String, String?)]
    )
    func readsTheKernelsList(_ line: String, _ holder: String?) {
        #expect(StateHolder.holder(inode: 131, line) == holder)
    }

    /// Catches a status that is not what the file says.
    @Test
    func readsTheFile() throws {
        let workspace = try Workspace()
        defer { workspace.discard() }
        try Files.makeFolder("\(workspace.inbox)/.promptd")
        try Files.write("{}", to: "\(workspace.inbox)/.promptd/status.json")
        #expect(try Status.bytes(inbox: workspace.inbox) == Array("{}".utf8))
    }
}
