import Foundation
import PromptCore
import Testing

extension EndToEnd {
    /// Names as computers of all kinds send them, and what is made of them.
    @Suite(.enabled(if: SambaServer.isPossible, "\(SambaServer.reason)"), .timeLimit(.minutes(1)))
    struct NamesShareTests {
        /// What stands before `.prompt.json`, and the result's name.
        private static let names = [
            ("caf\u{E9}", "caf\u{E9}"),
            ("fu\u{308}r Anna", "f\u{FC}r Anna"),
            ("日落", "日落"),
            ("🌅", "🌅"),
            ("with space", "with space"),
            ("-dash", "-dash"),
            ("CON", "CON_"),
            ("nul", "nul_"),
            ("dot.", "dot_"),
            ("space ", "space_"),
            // What macOS sends for the colon, which Windows forbids.
            ("10\u{F022}30", "10\u{F022}30"),
            (String(repeating: "長", count: 76), String(repeating: "長", count: 76)),
            (String(repeating: "n", count: 229), String(repeating: "n", count: 229)),
        ]

        /// Names that only somebody with a shell can give: Windows and Samba refuse them.
        private static let local = [("what? a:b*c", "what_ a_b_c"), ("a\\b<c>|\"", "a_b_c___")]

        private static let tooLong = [String(repeating: "長", count: 77), String(repeating: "n", count: 243)]

        /// Catches a name that is not delivered, one whose result a client of the share cannot read or delete, and one that is
        /// too long without being told.
        @Test
        func names() async throws {
            try await withShare { share in
                let rig = share.rig
                _ = try share.startDaemon()
                for (name, folder) in Self.names {
                    try await share.put(name, Workspace.picture(of: "<\(folder)>"), .anna)
                }
                for name in Self.tooLong { try await share.put(name, Workspace.picture(of: "<too long>"), .anna) }
                let upper = try share.local(Workspace.picture(of: "<UPPER>"))
                try await share.client(.ben, ["put \"\(upper)\" inbox/UPPER.PROMPT.JSON"])
                for (name, folder) in Self.local {
                    let file = try share.local(Workspace.picture(of: "<\(folder)>"))
                    try await share.shell(.ben, umask: "022", "cp \(file) '\(name).prompt.json'")
                }
                let refused = [":", "?", "*", "<", ">", "|"].map { "put \"\(upper)\" \"inbox/a\($0)b.prompt.json\"" }
                let answer = try await share.server.answer(rig, .anna, "promptd", refused)
                let said = (answer.output + answer.errors).ranges(of: "NT_STATUS_OBJECT_NAME_INVALID")
                #expect(said.count == refused.count, "\(answer)")
                let folders = (Self.names + Self.local).map { $1 } + ["UPPER"]
                for folder in folders {
                    try await rig.delivered(folder, prompt: Workspace.picture(of: "<\(folder)>"))
                    let bytes = try rig.workspace.results().map { Array($0.utf8) }
                    #expect(bytes.contains(Array(folder.utf8)), "\(folder): the name's bytes")
                    try await share.takesAway(folder, .ben)
                }
                try await rig.inboxHolds(Self.tooLong.map { "\($0).prompt.json" })
                try await rig.statusShows("what is too long") { status in
                    Self.tooLong.allSatisfy {
                        status["not_taken"]?.text("\($0).prompt.json")?.contains("too long") == true
                    }
                }
                try share.chargedEach(folders)
            }
        }

        private static let forMacs = """
            vfs objects = catia fruit streams_xattr
            fruit:encoding = native
            """

        /// Whether Samba has what shares for Macs are made with, which Debian packages by itself.
        private static let servesMacs: Bool = {
            do {
                return try Lab.bash(["-c", "ls /usr/lib/*/samba/vfs/fruit.so"]).code == 0
            } catch {
                print("no Macs: \(error)")
                return false
            }
        }()

        /// Catches a name that macOS writes in signs of its own, and that Samba translates.
        @Test(.enabled(if: Self.servesMacs, "there is no vfs_fruit"))
        func aShareForMacs() async throws {
            try await withShare("\(Share.simple)\n\(Self.forMacs)") { share in
                _ = try share.startDaemon()
                try await share.put("10\u{F022}30", Workspace.picture(of: "<half past ten>"), .anna)
                try await share.rig.delivered("10_30", prompt: Workspace.picture(of: "<half past ten>"))
                try await share.takesAway("10_30", .anna)
                try share.chargedEach(["half past ten"])
            }
        }

        /// Catches two prompts that are one for a client, and end in one place.
        @Test
        func namesThatAreOneForSomeClients() async throws {
            try await withShare { share in
                _ = try share.startDaemon()
                for name in ["caf\u{E9}", "cafe\u{301}"] {
                    try await share.put(name, Workspace.picture(of: "<\(Array(name.utf8))>"), .anna)
                }
                try await share.rig.outboxHolds(["caf\u{E9}", "caf\u{E9}-2"])
                try await share.rig.inboxHolds()
                for folder in ["caf\u{E9}", "caf\u{E9}-2"] { try await share.takesAway(folder, .anna) }
                #expect(try share.rig.sandbox.ledger().accepted == 2)
            }
        }
    }
}
