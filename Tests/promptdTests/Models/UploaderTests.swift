import Foundation
import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// Files that go to the API by the administrator's uploader, through the real daemon to the sandbox's models.
    @Suite(.timeLimit(.minutes(2)))
    struct UploaderTests {
        private static let models = ["--models", ModelTests.allowed]
        /// What an uploader does that works: it says which file it had.
        private static let works = "echo \"$PROMPTD_NAME\" >>runs; echo \"https://files.example.com/$PROMPTD_SHA256\""

        private static func flags(_ uploader: Hook) -> [String] { Self.models + ["--uploader", uploader.path] }

        /// Drops an example whose second picture is too large to be sent along.
        private static func drop(_ rig: Rig, as name: String = "still-life") throws {
            let inbox = rig.workspace.inbox
            try Files.write(try Repository.bytes("examples/prompts/vase.png"), to: "\(inbox)/vase.png")
            let picture = try Repository.bytes("examples/prompts/flowers.png")
            // A remark between the head and the rest, 7 MiB of it.
            let remark: [UInt8] = [0, 0x70, 0, 0] + Array("tEXt".utf8) + [UInt8](repeating: 0x20, count: (7 << 20) + 4)
            try Files.write(picture.prefix(33) + remark + picture.dropFirst(33), to: "\(inbox)/flowers.png")
            let prompt = try Repository.bytes("examples/prompts/still-life.prompt.json")
            try Files.write(prompt, to: rig.workspace.prompt(name))
        }

        private static func charged(_ rig: Rig) throws -> Int {
            try rig.sandbox.ledger().submissions.count(where: \.isCharged)
        }

        private static func isDelivered(_ rig: Rig, _ name: String = "still-life") -> Bool {
            Files.exists("\(rig.workspace.outbox)/\(name)")
        }

        /// Catches a large file that does not reach the API, a small one that is uploaded for nothing, and an owner who cannot
        /// see how they were sent.
        @Test
        func theLargeOneByUploaderTheSmallOneAsData() async throws {
            try await withRig { rig in
                let uploader = try Hook(rig, Self.works)
                try Self.drop(rig)
                let run = try await rig.runOnce(Self.flags(uploader))
                #expect(run.exit == .code(0), "\(run.errors)")
                let sidecar = try Rig.checkWhole("\(rig.workspace.outbox)/still-life")
                let inputs = try #require(sidecar["inputs"]?.elements)
                #expect(inputs.map { $0.text("sent") } == ["data", "uploaded"])
                let address = "https://files.example.com/\(inputs[1].text("sha256") ?? "")"
                #expect(inputs[1].text("source_url") == address)
                #expect(try uploader.text("runs") == "flowers.png\n")
                let sent = try rig.sandbox.ledgerPage()["entries"]?.elements.first { $0.text("event") == "submission" }
                let files = try #require(sent?["files"]?.elements)
                #expect(files.map { $0.text("sha256") } == [inputs[0].text("sha256"), nil])
                #expect(files.map { $0.text("url") } == [nil, address])
                let shown = try await rig.promptd(["show", "still-life"] + ["--state", rig.workspace.state])
                let lines = shown.output.split(separator: "\n").filter { $0.hasPrefix("sent ") }
                #expect(lines.count == 2, "\(shown.output)")
                #expect(lines.first?.contains("image_urls[0]: inputs/vase.png, ") == true, "\(lines)")
                #expect(lines.first?.contains(" bytes, as data, sha256 ") == true, "\(lines)")
                #expect(lines.last?.contains(" bytes, uploaded to \(address), sha256 ") == true, "\(lines)")
            }
        }

        /// Catches a program that hangs and holds others up, or the stop of the daemon, and goes on without it.
        @Test
        func oneThatHangsHoldsNobodyUp() async throws {
            try await withRig { rig in
                let uploader = try Hook(rig, "echo $$ >pid; exec sleep 1000")
                let flags = Self.flags(uploader) + ["--max-in-flight", "1"]
                let daemon = try rig.startDaemon(flags)
                try Self.drop(rig)
                try await rig.statusShows("the upload") { status in
                    let job = status["jobs"]?.elements.first { $0.text("doing") == "uploading flowers.png" }
                    return job?["inputs"]?.elements.map { $0.text("file") } == [
                        "inputs/vase.png", "inputs/flowers.png",
                    ]
                }
                try await waiting(until: "the program") { uploader.has("pid") }
                try rig.dropEach(["cup"])
                try await waiting(until: "the other") { Self.isDelivered(rig, "cup") }
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                let process = try uploader.text("pid").trimmingCharacters(in: .whitespacesAndNewlines)
                #expect(!Files.exists("/proc/\(process)"))
                #expect(try Self.charged(rig) == 1)
                try uploader.become(Self.works)
                _ = try rig.startDaemon(flags)
                try await waiting(until: "the result") { Self.isDelivered(rig) }
                #expect(try Self.charged(rig) == 2)
            }
        }

        /// Catches trouble that passes and is not waited for, or that nobody can see.
        @Test
        func whatPassesIsWaitedFor() async throws {
            try await withRig { rig in
                let uploader = try Hook(rig, "echo 'the server answered 503' >&2; exit 75")
                _ = try rig.startDaemon(Self.flags(uploader))
                try Self.drop(rig)
                let why = "waiting: for the uploader, which ended with code 75: the server answered 503"
                try await rig.statusShows("what it waits for") { status in
                    status["jobs"]?.elements.contains { $0.text("doing") == why } == true
                }
                #expect(try rig.log.contains("the uploader failed; it is tried again"))
                try uploader.become(Self.works)
                try await waiting(until: "the result") { Self.isDelivered(rig) }
                #expect(try Self.charged(rig) == 1)
            }
        }

        /// Catches a prompt that is paid for without its file, and one that cannot be tried again.
        @Test(arguments: [
            ("echo 'no such bucket' >&2; exit 1", "the uploader ended with code 1: no such bucket"),
            ("echo it is done", "the uploader has printed a space"),
            ("echo http://files.example.com/x", "the uploader has printed what does not begin with https://"),
        ])
        func whatItCannotDoIsExplained(_ body: String, _ why: String) async throws {
            try await withRig { rig in
                let uploader = try Hook(rig, body)
                _ = try rig.startDaemon(Self.flags(uploader))
                try Self.drop(rig)
                let told = try await rig.explained("still-life")
                #expect(told.text("error", "code") == "upload_failed" && told["may_have_been_charged"] == .bool(false))
                #expect(told.text("error", "message")?.contains(why) == true, "\(told)")
                #expect(try rig.sandbox.ledger().accepted == 0)
                try uploader.become(Self.works)
                try Files.move(rig.workspace.file("still-life", "failed"), rig.workspace.prompt("still-life"))
                try await waiting(until: "the result") { Self.isDelivered(rig) }
                #expect(try Self.charged(rig) == 1)
            }
        }

        /// Catches an uploader that is taken over by a reload for new files alone, or is none.
        @Test
        func aReloadBringsOne() async throws {
            try await withRig { rig in
                let uploader = try Hook(rig, Self.works)
                let file = "\(rig.workspace.path)/promptd.yaml"
                try Files.write("files-wait: 1m\n", to: file)
                let daemon = try rig.startDaemon(Self.models + ["--config", file])
                try Self.drop(rig, as: "early")
                #expect(try await rig.explained("early").text("error", "code") == "file_unusable")
                try Files.write("uploader: /no/uploader\n", to: file)
                daemon.send(SIGHUP)
                try await waiting(until: "the refusal") {
                    try rig.log.contains("uploader: /no/uploader cannot be looked at")
                }
                try Files.write("uploader: \(uploader.path)\n", to: file)
                daemon.send(SIGHUP)
                try await waiting(until: "the reload") { try rig.log.contains("settings read again") }
                try Self.drop(rig)
                try await waiting(until: "the result") { Self.isDelivered(rig) }
                #expect(try uploader.text("runs") == "flowers.png\n")
            }
        }

        /// Catches an example that does not work, or takes a refusal for an upload.
        @Test(.enabled(if: Files.exists("/usr/bin/curl"), "there is no curl"))
        func theExamplePutsAFile() async throws {
            try await withRig { rig in
                let receiver = try HTTPReceiver(answers: [503, 201])
                let folder = Hook.plain("\(rig.workspace.path)/uploaders")
                try Files.makeFolder(folder)
                let path = "\(folder)/put.sh"
                try Files.write(try Repository.text("examples/uploaders/put.sh"), to: path)
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
                try Files.write("header = \"X-Key: s3cret\"\n", to: "\(folder)/put.curl")
                let settings = """
                    PUT_URL=http://127.0.0.1:\(receiver.port)/in
                    PUBLIC_URL=https://files.example.com/out
                    PUT_CONFIG='\(folder)/put.curl'
                    """
                try Files.write(settings, to: "\(folder)/put.env")
                try Files.write(
                    try Repository.bytes("examples/prompts/boat.png"),
                    to: "\(rig.workspace.inbox)/boat.png"
                )
                try Files.write(
                    try Repository.bytes("examples/prompts/boat.prompt.json"),
                    to: rig.workspace.prompt("boat")
                )
                _ = try rig.startDaemon(Self.models + ["--uploader", path, "--uploader-for", "all"])
                try await waiting(until: "the result") {
                    try receiver.serve()
                    return Self.isDelivered(rig, "boat")
                }
                let input = try Rig.checkWhole("\(rig.workspace.outbox)/boat")["inputs"]?.elements.first
                let name = "\(input?.text("sha256") ?? "").png"
                #expect(input?.text("source_url") == "https://files.example.com/out/\(name)")
                for request in receiver.requests {
                    #expect(request.head.hasPrefix("PUT /in/\(name) HTTP/1.1\r\n"))
                    #expect(request.head.contains("\r\nX-Key: s3cret"))
                    #expect(request.head.contains("\r\nContent-Type: image/png\r\n"))
                }
                #expect(receiver.requests.count == 2)
                #expect(try rig.log.contains("the server answered 503"))
            }
        }

        /// Catches a prompt that is paid twice, or lost, wherever promptd is killed between the uploads and the end.
        @Test
        func oneChargeWhereverItIsKilled() async throws {
            let home = try Workspace(isEmpty: true)
            defer { home.discard() }
            let path = Hook.plain("\(home.path)/uploader")
            try Files.write("#!/bin/sh\necho \"https://files.example.com/$PROMPTD_SHA256\"\n", to: path)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            let flags = ["--models", "bytedance/*", "--uploader", path, "--uploader-for", "all"]
            @Sendable func scene(_ name: String) throws -> Scene {
                var drop = Scene.Drop("boat", mark: "<\(name)>")
                drop.content = """
                    {"text": "Generate 1 image of \(drop.mark).", "images": ["boat.png", "vase.png"], \
                    "sequential_image_generation_options": 1, \
                    "promptd": {"model": "bytedance/seedream-4-0/edit-sequential"}}
                    """
                drop.files = try ["boat.png", "vase.png"].map { ($0, try Repository.bytes("examples/prompts/\($0)")) }
                return try Scene([drop], flags: flags)
            }
            let operations = try await CrashBench.with { bench in
                let scene = try scene("measure")
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, isTraced: true)
                #expect(run.exit == .code(0))
                return try #require(run.trace).operations.count
            }
            let cases = CrashSweep.some(1...operations, every: 8).map {
                CrashSweep.Case(name: "upload-\($0)", strike: .kill($0))
            }
            let outcome = try await CrashSweep.run("killed with an uploader", cases) { next, bench in
                let scene = try scene(next.name)
                defer { scene.workspace.discard() }
                let run = try await bench.run(scene, next.strike)
                let broken = try bench.always(scene) + (await bench.afterwards(scene))
                let charges = try bench.ledger(scene).count(where: \.isCharged)
                return .init(broken: broken, isStruck: run.report?.struck != nil, charges: charges)
            }
            #expect(outcome.struck > outcome.cases * 3 / 4, "most strikes must hit something")
        }
    }
}
