import Foundation
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
