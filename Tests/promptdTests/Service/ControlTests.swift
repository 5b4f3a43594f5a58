import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// The socket by which commands ask the running daemon.
    @Suite(.timeLimit(.minutes(1)))
    struct ControlTests {
        private static func start(_ rig: Rig, _ settings: String) async throws -> ChildProcess {
            try Files.write(settings, to: Self.path(rig))
            let daemon = try rig.startDaemon(["--config", Self.path(rig)])
            try await waiting(until: "the socket") { Files.exists("\(rig.workspace.state)/control.sock") }
            return daemon
        }

        private static func path(_ rig: Rig) -> String { "\(rig.workspace.path)/promptd.yaml" }

        private static func reload(_ rig: Rig, _ settings: String) async throws -> Rig.Finished {
            try Files.write(settings, to: Self.path(rig))
            return try await rig.promptd(["reload", "--config", Self.path(rig), "--state", rig.workspace.state])
        }

        /// Catches a reload that does not wait for its end, that does not say what has come of it, and a bad one that is no
        /// error.
        @Test
        func theReloadSaysWhatHasComeOfIt() async throws {
            try await withRig { rig in
                _ = try await Self.start(rig, "max-images: 4\n")
                let good = try await Self.reload(rig, "max-images: 3\nconnect-timeout: 3s\n")
                #expect(good.exit == .code(0), "\(good.errors)")
                #expect(good.output == "in force: max-images\nafter a restart: connect-timeout\n")
                let same = try await Self.reload(rig, "max-images: 3\n")
                #expect(same.exit == .code(0) && same.output == "nothing has changed\n", "\(same)")
                let bad = try await Self.reload(rig, "max-images: 99\nkeep-history: soon\n")
                #expect(bad.exit == .code(78))
                #expect(bad.output == "" && bad.errors.contains("max-images") && bad.errors.contains("keep-history"))
                try rig.workspace.drop("four", Workspace.picture(of: "a bell", images: 4))
                try await waiting(until: "the refusal") { Files.exists(rig.workspace.file("four", "error")) }
                #expect(try rig.log.contains("control.uid=\(getuid())"))
            }
        }

        /// Catches a daemon that is not there and is told as a failed reload, and what a killed one has left in the way.
        @Test
        func whereNobodyAnswers() async throws {
            try await withRig { rig in
                let none = try await Self.reload(rig, "")
                #expect(none.exit == .code(69) && none.errors.contains("no promptd answers"), "\(none)")
                try await Self.start(rig, "").end()
                #expect(Files.exists("\(rig.workspace.state)/control.sock"))
                let dead = try await Self.reload(rig, "")
                #expect(dead.exit == .code(69) && dead.errors.contains("no promptd answers"), "\(dead)")
                let again = try await Self.start(rig, "")
                try await waiting(until: "an answer") { try await Self.reload(rig, "").exit == .code(0) }
                again.send(SIGTERM)
                #expect(try await again.waitForExit() == .code(0))
                #expect(!Files.exists("\(rig.workspace.state)/control.sock"))
            }
        }

        /// Catches a socket that cannot be made and stops the work, or is not told.
        @Test
        func withoutASocketWorkGoesOn() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon(["--control", "/nowhere/control.sock"])
                try rig.workspace.drop("one", Workspace.picture(of: "a bell"))
                try await rig.delivered("one", prompt: Workspace.picture(of: "a bell"))
                try await waiting(until: "the complaint") {
                    let log = try rig.log
                    return log.contains("commands cannot ask this promptd") && log.contains("/nowhere/control.sock")
                }
                let long = "/" + String(repeating: "a", count: 120)
                let refused = try await rig.runOnce(["--control", long])
                #expect(refused.exit == .code(78) && refused.errors.contains("a socket has room for"), "\(refused)")
            }
        }
    }
}
