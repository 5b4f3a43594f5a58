import PromptCore
import Testing

extension EndToEnd {
    /// Uploads that take their time, change their mind or break off.
    @Suite(.enabled(if: SambaServer.isPossible, "\(SambaServer.reason)"), .timeLimit(.minutes(1)))
    struct UploadShareTests {
        private static let prompt = Workspace.picture(of: "<kite>")
        private static let half = String(Self.prompt.prefix(30))
        private static let rest = String(Self.prompt.dropFirst(30))

        private static func start(_ share: Share, _ steps: [String], output: String = "resumed.out") throws
            -> ChildProcess
        {
            let path = "\(share.rig.workspace.path)/\(output)"
            return try share.server.upload(share.rig, .anna, "promptd", "inbox/kite.prompt.json", steps, output: path)
        }

        /// Starts an upload of `kite`, up to its first pause.
        private static func upload(_ share: Share, _ steps: [String]) async throws -> ChildProcess {
            let upload = try Self.start(share, steps, output: "upload.out")
            try await waiting(until: "the upload's first pause") {
                if let exit = upload.exit {
                    let errors = try Files.text("\(share.rig.workspace.path)/upload.err")
                    throw NeverCame(description: "the upload ended: \(exit) \(errors)")
                }
                return try Files.text("\(share.rig.workspace.path)/upload.out") == "waiting\n"
            }
            return upload
        }

        /// Waits until a prompt that was dropped later is delivered, so that the daemon has seen what was there before.
        private static func another(_ share: Share) async throws {
            try await share.put("later", Workspace.picture(of: "<later>"), .ben)
            try await share.rig.delivered("later", prompt: Workspace.picture(of: "<later>"))
        }

        /// Catches an upload that is taken or failed before it has ended: one that stalls, one of which Windows has told the
        /// size first, and one that begins anew.
        @Test(arguments: ["stalls", "has its size first", "begins anew"])
        func anUpload(_ how: String) async throws {
            try await withShare { share in
                _ = try share.startDaemon()
                let (half, rest) = (try share.local(Self.half), try share.local(Self.rest))
                let whole = try share.local(Self.prompt)
                let other = try share.local(String(Workspace.picture(of: "<another thing>").dropLast(1)))
                let go = "\(share.rig.workspace.path)/go"
                let steps =
                    switch how {
                    case "stalls": ["new", "write=\(half)", "wait=\(go)", "write=\(rest)"]
                    case "begins anew": ["new", "write=\(other)", "wait=\(go)", "new", "write=\(whole)"]
                    default: ["new", "size=\(Self.prompt.utf8.count)", "write=\(half)", "wait=\(go)", "write=\(rest)"]
                    }
                let upload = try await Self.upload(share, steps)
                try await Self.another(share)
                try await share.rig.inboxHolds(["kite.prompt.json"])
                try Files.write("", to: go)
                #expect(try await upload.waitForExit() == .code(0))
                try await share.rig.delivered("kite", prompt: Self.prompt)
                try await share.rig.inboxHolds()
                try share.chargedEach(["later", "kite"])
            }
        }

        /// Catches what a client that has died leaves being taken for the whole, and a resumed upload that is not.
        @Test
        func anUploadThatIsResumed() async throws {
            try await withShare { share in
                _ = try share.startDaemon()
                let half = try share.local(Self.half)
                let upload = try await Self.upload(share, ["new", "write=\(half)", "wait=/nowhere"])
                upload.end()
                try await Self.another(share)
                try await share.rig.inboxHolds(["kite.prompt.json"])
                let rest = try share.local(Self.rest)
                // Not smbclient's own reput: 4.17 writes the rest over the beginning.
                let resumed = try Self.start(share, ["resume=\(Self.half.utf8.count)", "write=\(rest)"])
                #expect(try await resumed.waitForExit() == .code(0))
                try await share.rig.delivered("kite", prompt: Self.prompt)
                try await share.rig.inboxHolds()
                try share.chargedEach(["later", "kite"])
            }
        }

        /// Catches a slow upload that is called unfinished, and whose end then changes nothing.
        @Test
        func anUploadThatTakesTooLong() async throws {
            try await withShare { share in
                _ = try share.startDaemon(["--grace", "20ms"])
                let (half, rest) = (try share.local(Self.half), try share.local(Self.rest))
                let go = "\(share.rig.workspace.path)/go"
                let upload = try await Self.upload(share, ["new", "write=\(half)", "wait=\(go)", "write=\(rest)"])
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
