import Foundation
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// The recipes of `examples/hooks`, as an administrator copies them.
    @Suite(.timeLimit(.minutes(1)))
    struct HookRecipeTests {
        private static let hasCurl = Files.exists("/usr/bin/curl")

        /// Copies a recipe into the rig, with its settings.
        private static func recipe(_ name: String, _ settings: String, in rig: Rig) throws -> [String] {
            let folder = Hook.plain("\(rig.workspace.path)/recipes")
            try Files.makeFolder(folder)
            try Files.write(try Repository.text("examples/hooks/\(name).sh"), to: "\(folder)/\(name).sh")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder)/\(name).sh")
            try Files.write(settings, to: "\(folder)/\(name).env")
            return ["--hook", "\(folder)/\(name).sh"]
        }

        /// Waits until so many requests have come.
        private static func requests(_ count: Int, at receiver: HTTPReceiver, _ rig: Rig) async throws
            -> [HTTPReceiver.Request]
        {
            try await waiting(for: "\(count) requests") {
                try receiver.serve()
                return receiver.requests.count >= count ? receiver.requests : nil
            }
        }

        /// Catches a post that is taken for sent though the server has refused it, and a document that is not the result's.
        @Test(.enabled(if: Self.hasCurl, "there is no curl"))
        func theWebhookPostsTheDocument() async throws {
            try await withRig { rig in
                let receiver = try HTTPReceiver(answers: [503, 302])
                let secret = "\(rig.workspace.path)/headers"
                try Files.write("Authorization: Bearer s3cret\n", to: secret)
                let settings = "WEBHOOK_URL=http://127.0.0.1:\(receiver.port)/told\nWEBHOOK_HEADERS='\(secret)'\n"
                let flags = try Self.recipe("webhook", settings, in: rig)
                _ = try rig.startDaemon(flags)
                try rig.workspace.drop("it's $(reboot) `x`", Workspace.picture(of: "<cup>"))
                let requests = try await Self.requests(3, at: receiver, rig)
                let folder = "\(rig.workspace.outbox)/it's $(reboot) `x`"
                for request in requests {
                    #expect(request.head.hasPrefix("POST /told HTTP/1.1\r\n"))
                    #expect(request.head.contains("\r\nPromptd-End: published\r\n"))
                    #expect(request.head.contains("\r\nAuthorization: Bearer s3cret"))
                    #expect(request.head.contains("\r\nContent-Type: application/json\r\n"))
                    #expect(try Array(request.body.utf8) == Files.read("\(folder)/metadata.json"))
                }
                try await waiting(until: "the log") { try rig.log.contains("the hook works again") }
                #expect(try rig.log.contains("the server answered 503"))
                #expect(receiver.requests.count == 3)
            }
        }

        @Test(.enabled(if: Self.hasCurl, "there is no curl"))
        func ntfyIsToldInWords() async throws {
            try await withRig { rig in
                let receiver = try HTTPReceiver()
                let flags = try Self.recipe("ntfy", "NTFY_URL=http://127.0.0.1:\(receiver.port)/studio\n", in: rig)
                _ = try rig.startDaemon(flags + ["--hook-ends", "failed"])
                try rig.workspace.drop("cup\nX-Evil: 1", "{}")
                let request = try #require(try await Self.requests(1, at: receiver, rig).first)
                #expect(request.head.hasPrefix("POST /studio HTTP/1.1\r\n"))
                #expect(request.head.contains("\r\nTitle: promptd: failed\r\nTags: warning\r\nPriority: high\r\n"))
                #expect(!request.head.contains("X-Evil"))
                #expect(request.body.hasPrefix("cup X-Evil: 1: failed (invalid_prompt)\n"))
                #expect(request.body.contains("rename it back to .prompt.json"))
            }
        }

        /// Catches a mail that says nothing of what failed, or in which a prompt's name becomes a header.
        @Test
        func theMailHasWhatNeedsAPersonFirst() async throws {
            try await withRig { rig in
                let sendmail = "\(rig.workspace.path)/sendmail"
                let mail = "\(rig.workspace.path)/mail"
                try Files.write("#!/bin/sh\necho \"$@\" >'\(mail).arguments'\ncat >>'\(mail)'\n", to: sendmail)
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: sendmail)
                let settings = "MAIL_TO=a@example.com\nMAIL_FROM=p@example.com\nMAIL_PROGRAM='\(sendmail)'\n"
                let flags = try Self.recipe("mail", settings, in: rig)
                try rig.dropEach(["cup-1", "cup-2"])
                try rig.workspace.drop("bad\nBcc: b@example.com", "{}")
                #expect(try await rig.runOnce(flags + ["--hook-batch", "1m"]).exit == .code(0))
                #expect(try Files.text("\(mail).arguments") == "-i -t\n")
                let text = try Files.text(mail)
                let parts = text.components(separatedBy: "\n\n")
                #expect(
                    parts[0].hasPrefix(
                        "From: p@example.com\nTo: a@example.com\nSubject: promptd: 3 prompts have ended\n"
                    )
                )
                #expect(!parts[0].contains("Bcc"))
                #expect(parts[1] == "3 prompts have ended: 2 published, 1 failed; 0.06 USD")
                #expect(parts[2].hasPrefix("bad Bcc: b@example.com: failed (invalid_prompt)\n"))
                let outbox = Hook.plain(rig.workspace.outbox)
                #expect(text.contains("\n\ncup-1: published, 1 image, 0.03 USD\n\(outbox)/cup-1\n"))
            }
        }

        /// Catches a recipe that posts nowhere and takes that for done.
        @Test(arguments: [("webhook", "WEBHOOK_URL"), ("ntfy", "NTFY_URL"), ("mail", "MAIL_TO")])
        func aRecipeWithoutSettingsSaysSo(_ name: String, _ setting: String) async throws {
            try await withRig { rig in
                let flags = try Self.recipe(name, "", in: rig)
                _ = try rig.startDaemon(flags)
                try rig.dropEach(["cup"])
                try await waiting(until: "the log") { try rig.log.contains("\(setting): is not set in ") }
            }
        }

        /// Catches a recipe that a shell other than this machine's understands differently.
        @Test(.enabled(if: Files.exists("/usr/bin/shellcheck"), "there is no shellcheck"))
        func theRecipesAreCleanShell() async throws {
            try await withRig { rig in
                let hooks = ["mail", "ntfy", "webhook"].map { Repository.path("examples/hooks/\($0).sh") }
                let recipes = hooks + [Repository.path("examples/uploaders/put.sh")]
                let finished = try await rig.finish("/usr/bin/shellcheck", recipes)
                #expect(finished.exit == .code(0), "\(finished.output)")
            }
        }
    }
}
