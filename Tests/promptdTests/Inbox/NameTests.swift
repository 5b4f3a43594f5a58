import PromptCore
import Testing

extension EndToEnd {
    /// Names as people give them, and what becomes of them in the outbox.
    @Suite(.timeLimit(.minutes(1)))
    struct NameTests {
        private static let prompt = Workspace.picture(of: "a lamp")

        static let names: [(file: String, folder: String)] = [
            ("LAMP.PROMPT.JSON", "LAMP"),
            ("Lamp.Prompt.Json", "Lamp"),
            ("cafe\u{301}.prompt.json", "caf\u{E9}"),
            ("夕焼け.prompt.json", "夕焼け"),
            ("закат над морем.prompt.json", "закат над морем"),
            ("🌅.prompt.json", "🌅"),
            (String(repeating: "n", count: 200) + ".prompt.json", String(repeating: "n", count: 200)),
            ("what? a:b*c\"<d>|.prompt.json", "what_ a_b_c__d__"),
            ("a\\b.prompt.json", "a_b"),
            ("CON.prompt.json", "CON_"),
            ("end. .prompt.json", "end__"),
            ("two\nlines.prompt.json", "two_lines"),
            ("v1.2.prompt.json", "v1.2"),
            ("-rf.prompt.json", "-rf"),
        ]

        /// Catches a name that is not delivered, or delivered under one that some client of the share cannot hold.
        @Test(arguments: Self.names)
        func aName(_ file: String, _ folder: String) async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                try Files.write(Self.prompt, to: "\(rig.workspace.inbox)/\(file)")
                try await rig.delivered(folder, prompt: Self.prompt)
                let bytes = try rig.workspace.results().map { Array($0.utf8) }
                #expect(bytes == [Array(folder.utf8)], "the name's bytes")
                try await rig.inboxHolds()
            }
        }

        /// Catches a second result that overwrites the first, or hides it from clients that fold case or Unicode form.
        @Test(arguments: [
            ["lamp.prompt.json", "LAMP.prompt.json"],
            ["caf\u{E9}.prompt.json", "cafe\u{301}.prompt.json"],
            ["a:b.prompt.json", "a?b.prompt.json"],
        ])
        func namesThatSomeClientsTakeForOne(_ files: [String]) async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                for file in files { try Files.write(Self.prompt, to: "\(rig.workspace.inbox)/\(file)") }
                try await rig.inboxHolds()
                let results = try rig.workspace.results()
                #expect(results.count == 2)
                #expect(results.count { $0.hasSuffix("-2") } == 1)
                for name in results { try Rig.checkWhole("\(rig.workspace.outbox)/\(name)") }
                #expect(try rig.sandbox.ledger().accepted == 2)
            }
        }

        /// Catches a repeated name, or a delivered prompt dropped again, that is not made again or replaces the first.
        @Test
        func theSameNameAgain() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                let workspace = rig.workspace
                try workspace.drop("lamp", Self.prompt)
                try await rig.delivered("lamp", prompt: Self.prompt)
                try await rig.inboxHolds()
                let first = try Files.read("\(workspace.outbox)/lamp/metadata.json")
                let other = Workspace.picture(of: "another lamp")
                try workspace.drop("lamp", other)
                try await rig.delivered("lamp", as: "lamp-2", prompt: other)
                try await rig.inboxHolds()
                // A delivered prompt, out of its folder: the way to make it again.
                let copy = try Files.read("\(workspace.outbox)/lamp/lamp.prompt.json") ?? []
                try Files.write(copy, to: workspace.prompt("lamp"))
                try await rig.delivered("lamp", as: "lamp-3", prompt: Self.prompt)
                #expect(try Files.read("\(workspace.outbox)/lamp/metadata.json") == first)
                #expect(try rig.sandbox.ledger().accepted == 3)
            }
        }
    }
}
