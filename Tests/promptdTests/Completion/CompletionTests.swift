import Foundation
import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// What a shell completes, asked of a real bash.
    @Suite(.timeLimit(.minutes(1)))
    struct CompletionTests {
        /// A folder for `PATH` in which the program has its name.
        private static func programs(_ rig: Rig) throws -> String {
            let folder = "\(rig.workspace.path)/bin"
            try Files.makeFolder(folder)
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/promptd",
                withDestinationPath: try Program.path()
            )
            return folder
        }

        /// Sets bash up as it is when somebody has pressed the tab key at the end of `$1`, and prints what it offers.
        private static let script = """
            shopt -s extglob
            source <(promptd --generate-completion-script bash)
            COMP_LINE=$1 COMP_POINT=${#1}
            read -ra COMP_WORDS <<<"$1"
            [[ $1 = *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
            _promptd promptd "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            # Where the function has nothing to offer, files are.
            [[ $(complete -p promptd) = *'-o default'* ]] || printf 'no files\\n'
            printf '%s\\n' "${COMPREPLY[@]}"
            """

        private static func offered(_ line: String, _ rig: Rig, _ programs: String) async throws -> [String] {
            let finished = try await rig.finish(
                "/bin/bash",
                ["-c", Self.script, "bash", line],
                ["PATH": "\(programs):/usr/bin:/bin", "PROMPTD_INBOX": rig.workspace.inbox]
            )
            #expect(finished.exit == .code(0) && finished.errors.isEmpty, "\(finished.errors)")
            return finished.output.split(separator: "\n").map(String.init).sorted()
        }

        /// Catches a tab key that gives nothing where there is something to give: files, folders, the words of a setting, or
        /// names of prompts; and one that offers what the command is not for.
        @Test
        func bashCompletes() async throws {
            try await withRig { rig in
                let programs = try Self.programs(rig)
                try Files.makeFolder("\(rig.workspace.inbox)/campaign")
                for name in ["swan", "campaign/swift"] { try rig.workspace.drop(name, CancelMoment.prompt) }
                for state in ["failed", "error"] { try Files.write("{}", to: rig.workspace.file("sworn", state)) }
                try Files.write("{}", to: "\(rig.workspace.path)/extra.prompt.json")
                for (line, words) in [
                    ("promptd check ex", ["extra.prompt.json"]), ("promptd run --config ex", ["extra.prompt.json"]),
                    ("promptd status --inbox in", ["inbox"]), ("promptd run --log-level war", ["warning"]),
                    ("promptd run --count-in-text ", ["as_is", "prefix", "refuse"]),
                    ("promptd list --state unc", ["unconfirmed"]),
                    ("promptd cancel ", ["campaign/swift", "swan"]), ("promptd cancel sw", ["swan"]),
                    ("promptd adopt ", ["sworn"]), ("promptd show sw", ["swan", "sworn"]),
                    ("promptd cancel --inbox /nowhere ", []),
                ] { #expect(try await Self.offered(line, rig, programs) == words, "\(line)") }
                let job = #"{"jobs": [{"name": "campaign/swish"}, {"name": "a\u009b2J"}]}"#
                try Files.makeFolder("\(rig.workspace.inbox)/.promptd")
                try Files.write(job, to: "\(rig.workspace.inbox)/.promptd/status.json")
                let names = try await Self.offered("promptd cancel campaign/sw", rig, programs)
                #expect(names == ["campaign/swift", "campaign/swish"])
            }
        }

        /// Catches ids of models that are not offered although they are kept, and a file with many prompts that is not.
        @Test
        func modelsAndTables() async throws {
            try await withRig { rig in
                let programs = try Self.programs(rig)
                let state = rig.workspace.state
                let seedream = ModelID.seedreamSequential.rawValue
                let line = "promptd models show --state \(state) "
                #expect(try await Self.offered(line, rig, programs) == [seedream])
                _ = try await rig.promptd(["models", "--api", rig.sandbox.url, "--state", state])
                #expect(try await Self.offered(line + "sand", rig, programs) == ["sandbox/postcard"])
                #expect(try await Self.offered(line, rig, programs).contains(seedream))
                let names = ["extra.prompts.csv", "extra.prompts.jsonl", "extra.prompts.ndjson", "extra.prompts.txt"]
                for name in names + ["extra.png"] { try Files.write("", to: "\(rig.workspace.path)/\(name)") }
                #expect(try await Self.offered("promptd check ex", rig, programs) == names)
            }
        }

        /// Catches a script that works only when it is called by hand.
        @Test
        func atATerminal() async throws {
            try await withRig { rig in
                let programs = try Self.programs(rig)
                try Files.write("", to: "\(rig.workspace.inbox)/PAUSE")
                try rig.workspace.drop("a-long-name-of-a-swan", CancelMoment.prompt)
                _ = try rig.startDaemon()
                try await rig.statusShows("the pause") { $0["waiting"]?["paused"]?.intValue == 1 }
                try Files.write("source <(promptd --generate-completion-script bash)\n", to: "\(rig.workspace.path)/rc")
                let typed = "promptd cancel a-l\\t\\nexit\\n"
                let finished = try await rig.finish(
                    "/bin/bash",
                    ["-c", "printf '\(typed)' | script -qec 'bash --noprofile --rcfile rc -i' /dev/null"],
                    [
                        "PATH": "\(programs):/usr/bin:/bin", "PROMPTD_INBOX": rig.workspace.inbox, "TERM": "dumb",
                        "PROMPTD_STATE": rig.workspace.state,
                    ]
                )
                #expect(finished.output.contains("cancelled, and nothing is charged"), "\(finished)")
                try await rig.inboxHolds(["PAUSE", "a-long-name-of-a-swan.cancelled.json"])
            }
        }
    }
}
