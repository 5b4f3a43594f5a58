import PromptCore
import Testing

extension EndToEnd {
    /// Uploads that take their time, change their mind or break off.
    @Suite(.enabled(if: SambaServer.isPossible, "\(SambaServer.reason)"), .timeLimit(.minutes(1)))
    struct UploadShareTests {
        private static let prompt = Workspace.picture(of: "<kite>")
        private static let half = String(Self.prompt.prefix(30))
        private static let rest = String(Self.prompt.dropFirst(30))

        private static func start(_ share: Share, _ name: String, _ steps: [String]) throws -> ChildProcess {
            try share.server.upload(
                share.rig,
                .anna,
                "promptd",
                "inbox/\(name).prompt.json",
                steps,
                output: "\(share.rig.workspace.path)/\(name).out"
            )
        }

        /// Starts an upload, up to its first pause.
        private static func upload(_ share: Share, _ name: String, _ steps: [String]) async throws -> ChildProcess {
            let upload = try Self.start(share, name, steps)
            try await waiting(until: "the upload's first pause") {
                if let exit = upload.exit {
                    let errors = try Files.text("\(share.rig.workspace.path)/upload.err")
                    throw NeverCame(description: "the upload ended: \(exit) \(errors)")
                }
                return try Files.text("\(share.rig.workspace.path)/\(name).out") == "waiting\n"
            }
            return upload
        }

        /// Waits until a prompt that was dropped later is delivered, so that the daemon has seen what was there before.
        private static func another(_ share: Share) async throws {
            try await share.put("later", Workspace.picture(of: "<later>"), .ben)
            try await share.rig.delivered("later", prompt: Workspace.picture(of: "<later>"))
        }

        /// Catches an upload that is taken or failed before it has ended, or not taken when it has: one that stalls, one of
        /// which Windows has told the size first, one that begins anew, and one whose client dies and goes on later.
        @Test
        func uploadsThatTakeTheirTime() async throws {
            try await withShare { share in
                let rig = share.rig
                _ = try share.startDaemon()
                let names = ["stalls", "sized", "anew", "resumed"]
                func prompt(_ name: String) -> String { Workspace.picture(of: "<\(name)>") }
                func half(_ name: String) throws -> String { try share.local(String(prompt(name).prefix(30))) }
                func rest(_ name: String) throws -> String { try share.local(String(prompt(name).dropFirst(30))) }
                let go = "wait=\(rig.workspace.path)/go"
                let steps = try [
                    ["new", "write=\(half("stalls"))", go, "write=\(rest("stalls"))"],
                    [
                        "new", "size=\(prompt("sized").utf8.count)", "write=\(half("sized"))", go,
                        "write=\(rest("sized"))",
                    ],
                    // What was there before is longer, and is gone.
                    ["new", "write=\(share.local(prompt("something else").dropLast() + ","))", go, "new"]
                        + ["write=\(share.local(prompt("anew")))"],
                    ["new", "write=\(half("resumed"))", "wait=/nowhere"],
                ]
                var uploads: [ChildProcess] = []
                for (name, steps) in zip(names, steps) { uploads.append(try await Self.upload(share, name, steps)) }
                uploads.removeLast().end()
                try await Self.another(share)
                try await rig.inboxHolds(names.map { "\($0).prompt.json" })

                try Files.write("", to: "\(rig.workspace.path)/go")
                // Not smbclient's own reput: 4.17 writes the rest over the beginning.
                uploads.append(try Self.start(share, "resumed", ["resume=30", "write=\(rest("resumed"))"]))
                for upload in uploads { #expect(try await upload.waitForExit() == .code(0)) }
                for name in names { try await rig.delivered(name, prompt: prompt(name)) }
                try await rig.inboxHolds()
                try share.chargedEach(names + ["later"])
            }
        }

        /// Catches a slow upload that is called unfinished, and whose end then changes nothing.
        @Test
        func anUploadThatTakesTooLong() async throws {
            try await withShare { share in
                _ = try share.startDaemon(["--grace", "20ms"])
                let (half, rest) = (try share.local(Self.half), try share.local(Self.rest))
                let go = "\(share.rig.workspace.path)/go"
                let upload = try await Self.upload(
                    share,
                    "kite",
                    ["new", "write=\(half)", "wait=\(go)", "write=\(rest)"]
                )
                let problems = try await share.rig.explained("kite")["error"]?["problems"]?.elements ?? []
                #expect(problems.map { $0.text("code") } == ["unfinished_json"])
                try Files.write("", to: go)
                #expect(try await upload.waitForExit() == .code(0))
                try await share.rig.delivered("kite", prompt: Self.prompt)
                try await share.rig.inboxHolds()
                try share.chargedEach(["kite"])
            }
        }

        /// Catches a first version that is paid for although another has taken its place before it went.
        @Test
        func theLastVersionCounts() async throws {
            try await withShare { share in
                _ = try share.startDaemon()
                let empty = try share.local("")
                try await share.client(.anna, ["put \"\(empty)\" inbox/PAUSE.txt"])
                try await share.put("kite", Workspace.picture(of: "<a first thought>"), .anna)
                try await share.rig.statusShows("the paused prompt") { $0["waiting"]?["paused"]?.intValue == 1 }
                try await share.put("kite", Self.prompt, .anna)
                try await share.client(.ben, ["del inbox/PAUSE.txt"])
                try await share.rig.delivered("kite", prompt: Self.prompt)
                try await share.rig.inboxHolds()
                try share.chargedEach(["kite"])
            }
        }
    }
}
