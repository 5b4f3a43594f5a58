import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// A prompt that waits is edited, by each program in its own way.
    @Suite(.timeLimit(.minutes(1)))
    struct EditTests {
        private enum Editor: String, CaseIterable {
            case inPlace, renamedOver, sed, asVimSaves, asEmacsSaves, vimWithNewFile, vimInPlace

            static let possible = Self.allCases.filter { !$0.rawValue.hasPrefix("vim") || Files.exists("/usr/bin/vim") }

            var old: String { Workspace.picture(of: "<old \(self.rawValue)>") }
            var new: String { Workspace.picture(of: "<new \(self.rawValue)>") }

            func edit(_ rig: Rig) async throws {
                let (inbox, file) = (rig.workspace.inbox, rig.workspace.prompt(self.rawValue))
                switch self {
                case .inPlace: try Files.write(self.new, to: file)
                case .renamedOver:
                    try Files.write(self.new, to: "\(inbox)/.goutputstream-\(self.rawValue)")
                    try Files.move("\(inbox)/.goutputstream-\(self.rawValue)", file)
                case .sed: try await Way.run("/bin/sed", ["-i", "s/old/new/", file], rig)
                case .asVimSaves: try Way.saveAsVim(self.new, to: file)
                case .asEmacsSaves:
                    let lock = "\(inbox)/.#\(self.rawValue).prompt.json"
                    try SystemTrouble.check("link", lock, symlink("somebody@here.42", lock))
                    try Files.write(self.new, to: "\(inbox)/#\(self.rawValue).prompt.json#")
                    try Files.move(file, "\(file)~")
                    try Files.write(self.new, to: file)
                    for name in ["\(inbox)/#\(self.rawValue).prompt.json#", "\(file)~", lock] { try Files.remove(name) }
                case .vimWithNewFile, .vimInPlace:
                    let option = "set backupcopy=\(self == .vimInPlace ? "yes" : "no")"
                    try await Way.vim(["-b", "--cmd", option, "-c", "%s/old/new/", "-c", "wq", file], rig)
                }
            }
        }

        /// Catches an edited prompt that is sent as it was, twice, or not at all, and an editor's own files that are taken.
        @Test
        func anEditedPromptIsSentAsItIsNow() async throws {
            try await withRig { rig in
                let pause = "\(rig.workspace.inbox)/PAUSE"
                try Files.write("", to: pause)
                _ = try rig.startDaemon()
                for editor in Editor.possible { try rig.workspace.drop(editor.rawValue, editor.old) }
                try await rig.statusShows("that they wait") {
                    $0["waiting"]?["paused"]?.intValue == Editor.possible.count
                }
                for editor in Editor.possible { try await editor.edit(rig) }
                try Files.remove(pause)
                for editor in Editor.possible { try await rig.delivered(editor.rawValue, prompt: editor.new) }
                try await rig.inboxHolds()
                let ledger = try rig.sandbox.ledger()
                #expect(ledger.submissions.count == Editor.possible.count && ledger.sent("<old") == 0)
                for editor in Editor.possible { #expect(ledger.charged("<new \(editor.rawValue)>") == 1, "\(editor)") }
            }
        }
    }
}
