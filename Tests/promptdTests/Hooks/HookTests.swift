import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// The administrator's program, told how prompts have ended.
    @Suite(.timeLimit(.minutes(1)))
    struct HookTests {
        private static let lost = #"{"on": "submit", "do": "drop", "charged": true, "match": "<lost>"}"#

        /// Catches an end that is not told, a fact that is wrong, a secret in its environment, and a message that comes
        /// before what it speaks of is there.
        @Test
        func everyEndIsToldWithItsFacts() async throws {
            try await withRig { rig in
                let hook = try Hook(rig)
                let daemon = try rig.startDaemon(hook.flags)
                try Files.makeFolder("\(rig.workspace.inbox)/a b")
                try rig.workspace.drop("a b/it's $HOME", Workspace.picture(of: "<good>", images: 2))
                let good = try #require(try await hook.told(1).last)
                try rig.workspace.drop("bad", "{}")
                let bad = try #require(try await hook.told(2).last)
                try rig.sandbox.fault(Self.lost)
                try rig.workspace.drop("lost", Workspace.picture(of: "<lost>"))
                let lost = try #require(try await hook.told(3).last)
                try rig.sandbox.set(#"{"slots": 0}"#)
                try rig.workspace.drop("unwanted", Workspace.picture(of: "<unwanted>"))
                try await waiting(until: "a claim") { Files.exists(rig.workspace.file("unwanted", "working")) }
                try rig.workspace.rename("unwanted", from: "working", to: "cancel")
                let cancelled = try #require(try await hook.told(4).last)

                let folder = Hook.plain("\(rig.workspace.outbox)/a b/it's $HOME")
                #expect(good["END"] == "published" && good["PROMPT"] == "a b/it's $HOME")
                #expect(good["FOLDER"] == folder && good["IMAGES"] == "2" && good["COST"] == "0.06")
                #expect(good["COUNT"] == "1" && good["PUBLISHED"] == "1" && good["FAILED"] == "0")
                #expect(try good.input == Files.read("\(folder)/metadata.json"))
                let sidecar = try JSONValue.parse(good.input)
                #expect(good["JOB"] == sidecar.text("job_id") && good["REQUEST"] == sidecar.text("request_id"))
                #expect(good["ERROR"] == "" && good["ERROR_CODE"] == "" && good["HINT"] == "")
                #expect(good.variables["PATH"] == "/usr/bin:/bin" && good.variables["RUNCOMFY_TOKEN"] == nil)
                #expect(good.variables.values.allSatisfy { !$0.contains(Rig.token) })
                #expect(good.variables.keys.allSatisfy { $0.hasPrefix("PROMPTD_") || Self.own.contains($0) })

                #expect(bad["END"] == "failed" && bad["ERROR_CODE"] == "invalid_prompt" && bad["FOLDER"] == "")
                let explanation = try JSONValue.parse(bad.input)
                #expect(try PublishedSchema.error.problems(in: explanation) == [])
                #expect(
                    bad["ERROR"] == explanation.text("error", "message") && bad["JOB"] == explanation.text("job_id")
                )
                #expect(bad["COST"] == "" && bad["IMAGES"] == "0")

                #expect(lost["END"] == "unconfirmed" && lost["COST"] == "0.03" && lost["REQUEST"] == "")
                #expect(try JSONValue.parse(lost.input)["may_have_been_charged"] == .bool(true))

                #expect(cancelled["END"] == "cancelled" && cancelled["PROMPT"] == "unwanted")
                #expect(try JSONValue.parse(cancelled.input).text("end") == "cancelled")

                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                #expect(try hook.told().count == 4)
            }
        }

        /// What a shell sets by itself, and what it is given.
        private static let own: Set = ["PATH", "LANG", "PWD", "OLDPWD", "SHLVL", "_"]

        /// Catches an end that nobody is told of because the daemon was killed between it and the hook.
        @Test
        func whatWasNotToldIsToldAfterACrash() async throws {
            try await withRig { rig in
                let hook = try Hook(rig, "echo $$ >pid; mv pid began; exec sleep 1000")
                let daemon = try rig.startDaemon(hook.flags)
                try rig.dropEach(["cup", "jug"])
                try await rig.deliveredEach(["cup", "jug"])
                try await waiting(until: "the hook") { hook.has("began") }
                daemon.end()
                // It is in a session of its own, and nobody else ends it here; a service manager would.
                kill(try #require(pid_t(hook.text("began").prefix { $0 != "\n" })), SIGKILL)
                try hook.become(Hook.keeps)
                let next = try rig.startDaemon(hook.flags)
                #expect(Set(try await hook.told(2).map { $0["PROMPT"] }) == ["cup", "jug"])
                next.send(SIGTERM)
                #expect(try await next.waitForExit() == .code(0))
                #expect(try await rig.runOnce(hook.flags).exit == .code(0))
                #expect(try hook.told().count == 2, "told once it was taken")
            }
        }

        /// Catches a hook that prompts, the status or a stop wait for, whatever it does.
        @Test(arguments: [
            "trap '' TERM; while :; do sleep 1000; done", "while :; do echo flood; done >&2",
            "exec <&- >&- 2>&-; sleep 1000", "rm -f hook; kill -SEGV $$",
        ])
        func whateverItDoesPromptsGoOn(_ body: String) async throws {
            try await withRig { rig in
                let hook = try Hook(rig, "echo >began; \(body)")
                let daemon = try rig.startDaemon(hook.flags)
                try rig.dropEach(["first"])
                try await waiting(until: "the hook") { hook.has("began") }
                let names = (1...6).map { "cup-\($0)" }
                try rig.dropEach(names)
                try await rig.deliveredEach(names)
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
            }
        }

        /// Catches messages that are lost because the hook did not work, and a log full of that.
        @Test
        func whatFailsIsTriedAgainAndSaidOnce() async throws {
            try await withRig { rig in
                let hook = try Hook(rig, "echo x >>runs; echo 'no such\u{7}server' >&2; exit 7")
                _ = try rig.startDaemon(hook.flags)
                try rig.dropEach(["cup"])
                try await waiting(until: "five attempts") {
                    try (Files.read("\(rig.workspace.path)/hooks/runs") ?? []).count >= 10
                }
                try hook.become(Hook.keeps)
                #expect(try await hook.told(1).first?["PROMPT"] == "cup")
                try await waiting(until: "the log") { try rig.log.contains("the hook works again") }
                let lines = try rig.log.split(separator: "\n").filter { $0.contains("the hook failed") }
                #expect(lines.count == 1)
                #expect(lines.first?.contains("it ended with code 7: no such server") == true)
            }
        }

        /// Catches a time limit that is not kept.
        @Test
        func oneThatHangsIsEndedAndTriedAgain() async throws {
            try await withRig { rig in
                let hook = try Hook(rig, "[ -e began ] && { \(Hook.keeps); exit; }; echo >began; exec sleep 1000")
                _ = try rig.startDaemon(hook.flags + ["--hook-timeout", "300ms"])
                try rig.dropEach(["cup"])
                #expect(try await hook.told(1).first?["PROMPT"] == "cup")
                #expect(try rig.log.contains("it took longer than hook-timeout"))
            }
        }

        /// Catches a message for each of a hundred prompts, and ends that a batch forgets.
        @Test
        func oneMessageIsSentForABatch() async throws {
            try await withRig { rig in
                let hook = try Hook(rig)
                let names = (1...5).map { "cup-\($0)" }
                try rig.dropEach(names)
                try rig.workspace.drop("bad", "{}")
                #expect(try await rig.runOnce(hook.flags + ["--hook-batch", "1h"]).exit == .code(0))
                let told = try hook.told()
                let batch = try #require(told.first)
                #expect(told.count == 1 && batch["COUNT"] == "6" && batch["PUBLISHED"] == "5" && batch["FAILED"] == "1")
                #expect(batch["END"] == "several" && batch["IMAGES"] == "5" && batch["COST"] == "0.15")
                #expect(batch["PROMPT"] == nil)
                let lines = try batch.input.split(separator: UInt8(ascii: "\n")).map { try JSONValue.parse(Array($0)) }
                #expect(Set(lines.map { $0.text("prompt") }) == Set(names + ["bad"]))
                let outbox = Hook.plain(rig.workspace.outbox)
                for line in lines where line.text("end") == "published" {
                    #expect(line.text("folder") == "\(outbox)/\(line.text("prompt") ?? "")")
                    #expect(line["images"] == .number("1") && line["error"] == .null)
                }
            }
        }

        /// Catches a `--once` that ends with all untold behind the one that is never taken.
        @Test
        func oneThatIsNeverTakenDoesNotHoldUpTheLast() async throws {
            try await withRig { rig in
                let hook = try Hook(rig, "[ \"$PROMPTD_PROMPT\" = bad ] && exit 1; \(Hook.keeps)")
                try rig.workspace.drop("bad", "{}")
                let names = Set((1...5).map { "cup-\($0)" })
                try rig.dropEach(names.sorted())
                #expect(try await rig.runOnce(hook.flags).exit == .code(0))
                #expect(try Set(hook.told().map { $0["PROMPT"] }) == names)
            }
        }

        @Test
        func onlyTheChosenEndsAreTold() async throws {
            try await withRig { rig in
                let hook = try Hook(rig)
                try rig.dropEach(["cup"])
                try rig.workspace.drop("bad", "{}")
                #expect(try await rig.runOnce(hook.flags + ["--hook-ends", "failed,unconfirmed"]).exit == .code(0))
                #expect(try hook.told().map { $0["PROMPT"] } == ["bad"])
            }
        }

        /// Catches a hook that others can write, or that lies where they put files, and one that is believed to be there.
        @Test
        func oneThatOthersHaveASayInIsRefused() async throws {
            try await withRig { rig in
                let hook = try Hook(rig)
                chmod(hook.path, 0o775)
                let open = try await rig.runOnce(hook.flags)
                #expect(open.exit == .code(78))
                #expect(open.errors.contains("hook: \(hook.path) may be written by others"))
                chmod(hook.path, 0o755)
                for folder in [rig.workspace.inbox, rig.workspace.outbox] {
                    let inside = "\(folder)/hook"
                    try Files.write(try Files.text(hook.path), to: inside)
                    chmod(inside, 0o755)
                    let finished = try await rig.runOnce(["--hook", inside])
                    #expect(finished.exit == .code(78) && finished.errors.contains("where others put files"))
                }
                let missing = try await rig.runOnce(["--hook", "/no/hook"])
                #expect(missing.exit == .code(78) && missing.errors.contains("is it there, and spelled right?"))
                let relative = try await rig.runOnce(["--hook", "hook"])
                #expect(relative.exit == .code(78) && relative.errors.contains("an absolute path"))
                let misspelt = try await rig.runOnce(hook.flags + ["--hook-ends", "faild"])
                #expect(misspelt.exit == .code(78) && misspelt.errors.contains("which is no end; there are cancelled,"))
            }
        }

        /// Catches a hook that cannot ask promptd because of what it was told.
        @Test
        func aHookMayRunPromptd() async throws {
            try await withRig { rig in
                let program = try Program.path()
                let hook = try Hook(rig, "'\(program)' status --inbox '\(rig.workspace.inbox)' >&2 && \(Hook.keeps)")
                _ = try rig.startDaemon(hook.flags)
                try rig.dropEach(["cup"])
                #expect(try await hook.told(1).count == 1)
            }
        }
    }
}
