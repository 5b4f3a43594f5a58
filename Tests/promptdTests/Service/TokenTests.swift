import Foundation
import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct TokenTests {
        /// Catches a token that gets into a file, a log or a request that is none of the API's.
        @Test
        func theTokenStaysSecret() async throws {
            try await withRig { rig in
                // Servers repeat what they were sent.
                try rig.sandbox.fault(
                    #"""
                    [{"on": "submit", "do": "status", "status": 401, "message": "wrong token \#(Rig.token)"},
                     {"on": "submit", "do": "status", "status": 422, "message": "no: \#(Rig.token)", "match": "<no>"},
                     {"on": "status", "do": "status", "status": 500, "message": "Bearer \#(Rig.token)"},
                     {"on": "result", "do": "failed", "message": "for \#(Rig.token)", "match": "<fails>"},
                     {"on": "download", "do": "status", "status": 503, "message": "Bearer \#(Rig.token)"},
                     {"on": "download", "do": "redirect", "location": "/files/elsewhere.png"}]
                    """#
                )
                _ = try rig.startDaemon(["--log-level", "trace"])
                let good = Workspace.picture(of: "a key")
                try rig.workspace.drop("good", good)
                try rig.workspace.drop("bad", "{}")
                try rig.workspace.drop("refused", Workspace.picture(of: "<no>"))
                try rig.workspace.drop("fails", Workspace.picture(of: "<fails>"))
                try await rig.delivered("good", prompt: good)
                for name in ["bad", "refused", "fails"] { _ = try await rig.explained(name) }
                for folder in [rig.workspace.inbox, rig.workspace.outbox, rig.workspace.state] {
                    for file in try Files.tree(folder) {
                        let bytes = try Files.read("\(folder)/\(file)") ?? []
                        #expect(bytes.firstRange(of: Array(Rig.token.utf8)) == nil, "\(file)")
                    }
                }
                let log = try rig.log
                #expect(log.contains(" debug ") && !log.contains(Rig.token))
                #expect(try rig.sandbox.ledger().tokenLeaks == 0)
            }
        }

        /// Catches a wrong token that is told only when a prompt has met it, and one that a prompt is sent with.
        @Test
        func aWrongTokenIsToldAtTheStart() async throws {
            try await withRig { rig in
                try rig.sandbox.set(#"{"token": "another"}"#)
                _ = try rig.startDaemon()
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "token" }
                #expect(try rig.log.contains("sudo promptd token set"))
                try rig.workspace.drop("key", Workspace.picture(of: "a key"))
                try await rig.statusShows("a second look") { status in
                    guard let hold = status["hold"], hold.text("reason") == "token" else { return false }
                    return try rig.workspace.waiting().contains { $0.hasPrefix("key.") }
                }
                #expect(try rig.sandbox.ledger().submissions.isEmpty)
                try rig.sandbox.set(#"{"token": null}"#)
                try await rig.delivered("key", prompt: Workspace.picture(of: "a key"))
            }
        }

        /// Catches a source of the token that is not read, or read in the wrong order.
        @Test(arguments: [
            (["RUNCOMFY_TOKEN": "right", "RUNCOMFY_API_TOKEN": "wrong"], "wrong"),
            (["RUNCOMFY_TOKEN": "", "RUNCOMFY_API_TOKEN": "right"], "wrong"),
            (["RUNCOMFY_TOKEN": ""], "right"),
        ])
        func whereTheTokenComesFrom(_ environment: [String: String], _ saved: String) async throws {
            try await withRig { rig in
                try rig.sandbox.set(#"{"token": "right"}"#)
                for folder in [".config", ".config/runcomfy"] {
                    try Files.makeFolder("\(rig.workspace.path)/\(folder)")
                }
                let path = "\(rig.workspace.path)/.config/runcomfy/token.json"
                try Files.write(#"{"access_token": "\#(saved)"}"#, to: path)
                try rig.workspace.drop("key", Workspace.picture(of: "a key"))
                #expect(try await rig.runOnce(environment: environment).exit == .code(0))
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }

        /// Catches a saved token that others can read, without a word in the log, or can change, and is used.
        @Test
        func aSavedTokenThatOthersGetAt() async throws {
            try await withRig { rig in
                let path = "\(rig.workspace.path)/.config/runcomfy/token.json"
                for folder in [".config", ".config/runcomfy"] {
                    try Files.makeFolder("\(rig.workspace.path)/\(folder)")
                }
                try Files.write(#"{"access_token": "right"}"#, to: path)
                let none = ["RUNCOMFY_TOKEN": ""]
                for (mode, exit, words) in [
                    (0o600, 0, ""), (0o644, 0, "others can read"), (0o664, 78, "others can change"),
                ] {
                    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
                    let finished = try await rig.runOnce(environment: none)
                    #expect(finished.exit == .code(Int32(exit)), "\(finished.errors)")
                    #expect(finished.errors.contains("chmod 600") == !words.isEmpty)
                    #expect(words.isEmpty || finished.errors.contains(words))
                }
            }
        }
    }
}
