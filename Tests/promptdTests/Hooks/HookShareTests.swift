import Glibc
import Testing

extension EndToEnd {
    /// The hook while the outbox's disk does not answer.
    @Suite(.timeLimit(.minutes(2)), .enabled(if: SharedView.isPossible, "\(SharedView.reason)"))
    struct HookShareTests {
        /// Catches a hook that waits without end for what a disk that hangs would say of the result.
        @Test
        func anOutboxThatHangsHoldsUpNoMessage() async throws {
            try await withRig { rig in
                let view = try SharedView(of: rig.workspace.outbox, in: rig.workspace)
                let hook = try Hook(rig, "echo >began; exit 1")
                let daemon = try rig.startDaemon(hook.flags + ["--outbox", view.path])
                try rig.dropEach(["cup"])
                try await rig.deliveredEach(["cup"])
                try await waiting(until: "an attempt") { hook.has("began") }
                view.hang()
                try hook.become(Hook.keeps)
                let told = try #require(try await hook.told(1).first)
                #expect(told["PROMPT"] == "cup" && told["END"] == "published" && told["IMAGES"] == "1")
                view.hang(false)
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
            }
        }
    }
}
