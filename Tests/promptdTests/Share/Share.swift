import Foundation
import Glibc
import PromptCore
import Testing

/// Inbox and outbox as an office has them: promptd's by user and group, and on a Samba share.
///
/// The daemon runs as a user who is refused what promptd's own would be refused.
struct Share: Sendable {
    /// The share as somebody makes who knows nothing of promptd.
    static let simple = """
        [promptd]
        path = /srv/promptd
        valid users = @promptd
        read only = no
        """

    let rig: Rig
    let server: SambaServer

    /// Starts promptd as the service does, on quick settings.
    func startDaemon(_ flags: [String] = []) throws -> ChildProcess {
        let promptd = try [Program.path(), "run"] + self.rig.places() + Rig.quick + flags
        return try self.rig.spawn(
            "/usr/bin/setpriv",
            Person.promptd.shell(umask: "0007", promptd),
            [:],
            output: "\(self.rig.workspace.path)/daemon.out",
            errors: "daemon.err"
        )
    }

    /// What a person at a computer with the share does, in commands of smbclient; each must succeed.
    ///
    /// - Returns: what smbclient has said.
    @discardableResult
    func client(_ person: Person, on share: String = "promptd", _ commands: [String]) async throws -> String {
        let answer = try await self.server.answer(self.rig, person, share, commands)
        // Its exit code is that of the last command alone.
        guard answer.exit == .code(0), !(answer.output + answer.errors).contains("NT_STATUS_") else {
            throw NeverCame(description: "smbclient, \(commands): \(answer.output)\(answer.errors)")
        }
        return answer.output
    }

    /// Writes a file from which a client can put.
    func local(_ content: String) throws -> String {
        let path = "\(self.rig.workspace.path)/\(UUID().uuidString)"
        try Files.write(content, to: path)
        return path
    }

    /// Puts `NAME.prompt.json` into the inbox over the share.
    func put(_ name: String, _ content: String, _ person: Person, on share: String = "promptd") async throws {
        let file = try self.local(content)
        try await self.client(person, on: share, ["put \"\(file)\" \"inbox/\(name).prompt.json\""])
    }

    /// Checks that a person gets every file of a result over the share, and can delete it.
    func takesAway(_ folder: String, _ person: Person, on share: String = "promptd") async throws {
        let path = "\(self.rig.workspace.outbox)/\(folder)"
        let copy = "\(self.rig.workspace.path)/\(UUID().uuidString)"
        let names = try #require(try Files.names(in: path))
        let gets = names.enumerated().map { "get \"outbox/\(folder)/\($1)\" \"\(copy)-\($0)\"" }
        try await self.client(person, on: share, gets + ["deltree \"outbox/\(folder)\""])
        #expect(names.count >= 3)
        for number in names.indices {
            #expect(try Files.read("\(copy)-\(number)")?.isEmpty == false, "\(names[number])")
        }
        #expect(!Files.exists(path), "\(folder)")
    }

    /// What a person with a shell on this machine does, in the inbox and under a umask.
    func shell(_ person: Person, umask: String, _ script: String) async throws {
        let command = ["/bin/sh", "-c", "cd \"$0\" && \(script)", self.rig.workspace.inbox]
        let ended = try await self.rig.finish("/usr/bin/setpriv", person.shell(umask: umask, command))
        guard ended.exit == .code(0) else { throw NeverCame(description: "\(script): \(ended.errors)") }
    }

    /// Checks that each was charged once, and nothing else was.
    func chargedEach(_ names: [String]) throws {
        let ledger = try self.rig.sandbox.ledger()
        for name in names { #expect(ledger.charged("<\(name)>") == 1, "\(name)") }
        #expect(ledger.accepted == names.count)
    }

    fileprivate static func started(_ shares: String, in rig: Rig) async throws -> Share {
        let workspace = rig.workspace
        try SystemTrouble.check("open", workspace.path, chmod(workspace.path, 0o755))
        for (folder, mode) in [(workspace.inbox, 0o2770), (workspace.outbox, 0o2770), (workspace.state, 0o700)] {
            try SystemTrouble.check("give", folder, chown(folder, Person.promptd.user, Person.group))
            try SystemTrouble.check("open", folder, chmod(folder, mode_t(mode)))
        }
        let here = shares.replacing("/srv/promptd", with: workspace.path)
        return Share(rig: rig, server: try await SambaServer.started(here, in: rig))
    }
}

/// Runs `body` with a sandbox and a Samba server with these shares; afterwards nothing of them is left, whatever happened.
func withShare(
    _ shares: String = Share.simple,
    _ options: [String] = ["--image-seconds", "0"],
    _ body: (Share) async throws -> Void
) async throws {
    try await withRig(options) { rig in
        let share = try await Share.started(shares, in: rig)
        do {
            try await body(share)
        } catch {
            Issue.record("Samba:\n\(try share.server.said)")
            try await share.server.stop()
            throw error
        }
        try await share.server.stop()
    }
}
